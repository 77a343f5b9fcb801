package dev.delos.mods.daily;

/** The statements of {@link SignInStore}. Tables are in {@code sql/daily}. */
final class SignInSql {
  /** activity, uid, date, now, grant id, reward: returns one row if this sign-in is the first. */
  static final String CLAIM =
      """
      WITH signed AS (
        INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, grant_id)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        RETURNING *)
      INSERT INTO daily.reward_grant (uid, grant_id, activity, sign_date, reward, granted_at)
      SELECT uid, grant_id, activity, sign_date, $6::jsonb, claimed_at FROM signed
      """;

  /** activity, uid, first date, last date. */
  static final String CLAIMS =
      """
      SELECT s.sign_date, s.claimed_at, g.reward, g.delivered_at
      FROM daily.sign_in s JOIN daily.reward_grant g USING (uid, grant_id)
      WHERE s.activity = $1 AND s.uid = $2 AND s.sign_date BETWEEN $3 AND $4
      ORDER BY s.sign_date
      """;

  /** uid, limit. */
  static final String UNDELIVERED =
      """
      SELECT grant_id, sign_date, reward FROM daily.reward_grant
      WHERE uid = $1 AND delivered_at IS NULL
      ORDER BY sign_date DESC, grant_id
      LIMIT $2
      """;

  /** uid. */
  static final String INVENTORY =
      "SELECT item, count FROM daily.inventory WHERE uid = $1 ORDER BY item";

  /**
   * uid, grant id, now: returns one row if there is such a grant, whoever delivers it.
   *
   * <p>Of two at once the second waits for the first's row lock, then finds the grant delivered and
   * does nothing. Items are taken in order, so that deliveries of two grants can't lock each other
   * out.
   */
  static final String DELIVER =
      """
      WITH delivered AS (
        UPDATE daily.reward_grant SET delivered_at = $3
        WHERE uid = $1 AND grant_id = $2 AND delivered_at IS NULL
        RETURNING uid, grant_id, reward, delivered_at),
      content AS (
        SELECT d.uid, d.grant_id, i.item, sum(i.count)::bigint AS count, d.delivered_at
        FROM delivered d, jsonb_to_recordset(d.reward -> 'items') AS i (item text, count bigint)
        GROUP BY d.uid, d.grant_id, i.item, d.delivered_at
        ORDER BY i.item),
      entered AS (
        INSERT INTO daily.ledger (uid, grant_id, item, count, entered_at)
        SELECT uid, grant_id, item, count, delivered_at FROM content),
      held AS (
        INSERT INTO daily.inventory AS held (uid, item, count)
        SELECT uid, item, count FROM content ORDER BY item
        ON CONFLICT (uid, item) DO UPDATE SET count = held.count + excluded.count)
      SELECT grant_id FROM daily.reward_grant WHERE uid = $1 AND grant_id = $2
      """;

  private SignInSql() {}
}
