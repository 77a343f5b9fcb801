package dev.delos.mods.daily;

/** The statements of operators' commands. Those that count days read many rows. */
final class OperatorSql {
  /**
   * uids in their order, grant ids, order id, day, reward, now, expiry, operator, reason: returns
   * the uids to whom the order had not given before.
   */
  static final String GIVE =
      """
      INSERT INTO daily.gift
        (uid, grant_id, order_id, day, reward, granted_at, expires_at, operator, reason)
      SELECT uid, grant_id, $3, $4, $5, $6, $7, $8, $9
      FROM unnest($1::text[], $2::uuid[]) AS g (uid, grant_id)
      ON CONFLICT DO NOTHING
      RETURNING uid
      """;

  /** activity, first date, last date, uid, limit: who signed in on any of them, after that uid. */
  static final String SIGNED_IN =
      """
      SELECT DISTINCT uid FROM daily.sign_in
      WHERE activity = $1 AND sign_date BETWEEN $2 AND $3 AND uid > $4
        AND made_up IS NOT TRUE
      ORDER BY uid LIMIT $5
      """;

  /** activity, first date, last date, uid: how many those are. */
  static final String COUNT_SIGNED_IN =
      """
      SELECT count(DISTINCT uid) AS players FROM daily.sign_in
      WHERE activity = $1 AND sign_date BETWEEN $2 AND $3 AND uid > $4
        AND made_up IS NOT TRUE
      """;

  /** activity, day: no row if nobody has ever excused it. */
  static final String IS_EXCUSED =
      """
      SELECT excused FROM daily.excused WHERE activity = $1 AND day = $2
      ORDER BY number DESC LIMIT 1
      """;

  /** activity, day, whether it is excused, operator, reason. After {@link PlanSql#LOCK}. */
  static final String EXCUSE =
      """
      INSERT INTO daily.excused (activity, day, number, excused, operator, reason)
      SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5
      FROM daily.excused WHERE activity = $1 AND day = $2
      """;

  /** activity, day, the day before: who signed in on that one only. */
  static final String MISSED =
      """
      SELECT count(*) AS missed FROM daily.sign_in b
      WHERE b.activity = $1 AND b.sign_date = $3 AND NOT EXISTS (
        SELECT FROM daily.sign_in s
        WHERE s.activity = $1 AND s.sign_date = $2 AND s.uid = b.uid)
      """;

  /** activity, uid, first date, last date. */
  static final String DAYS =
      """
      SELECT sign_date AS date, claimed_at, request_id, grant_id, reward, expires_at,
        delivered_at, version, daily.payment_of(s) AS payment,
        coalesce(made_up, false) AS made_up
      FROM daily.sign_in s
      WHERE activity = $1 AND uid = $2 AND sign_date BETWEEN $3 AND $4
      ORDER BY sign_date
      """;

  /** uid, limit: all that was granted to a player, the newest first. */
  static final String GRANTS =
      """
      SELECT * FROM (
        SELECT grant_id, CASE WHEN made_up THEN 'MAKE_UP' ELSE 'SIGN_IN' END AS kind, activity,
          sign_date AS date, version, reward, claimed_at AS granted_at, expires_at, delivered_at,
          NULL AS operator, NULL AS reason
        FROM daily.sign_in WHERE uid = $1
        UNION ALL
        SELECT grant_id, 'GIFT', NULL, NULL, NULL, reward, granted_at, expires_at, delivered_at,
          operator, reason
        FROM daily.gift WHERE uid = $1) AS grants
      ORDER BY granted_at DESC, grant_id LIMIT $2
      """;

  /** uid, limit: the newest first, with the sign-ins that brought them. */
  static final String LEDGER =
      """
      SELECT l.entry_id, l.item, l.count, l.kind, l.reason, l.operator, l.version, l.entered_at,
        s.activity, s.sign_date AS date
      FROM (SELECT * FROM daily.ledger WHERE uid = $1
        ORDER BY entered_at DESC, entry_id, item LIMIT $2) l
      LEFT JOIN daily.sign_in s ON s.uid = $1 AND s.grant_id = l.entry_id
      ORDER BY l.entered_at DESC, l.entry_id, l.item
      """;

  private OperatorSql() {}
}
