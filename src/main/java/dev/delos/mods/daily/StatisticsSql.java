package dev.delos.mods.daily;

/** The statements about days: all but those of visits read the sign-ins of a day. */
final class StatisticsSql {
  /** days, activities, uids. In the order of the keys: two services can't lock each other out. */
  static final String VISIT =
      """
      INSERT INTO daily.visit (day, activity, uid)
      SELECT day, activity, uid FROM unnest($1::date[], $2::text[], $3::text[])
        AS v (day, activity, uid)
      ORDER BY day, activity, uid
      ON CONFLICT DO NOTHING
      """;

  /** first day that stays, limit. What another service deletes just now is passed over. */
  static final String CLEAN_VISITS =
      """
      DELETE FROM daily.visit WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM daily.visit WHERE day < $1
        ORDER BY day, activity, uid LIMIT $2 FOR UPDATE SKIP LOCKED))
      """;

  /**
   * activity, day, whether visits of that day are still there, the least lengths of streaks: what
   * is counted of a day. Visitors are null if nothing of that day says that visits were kept then.
   */
  static final String COUNT =
      """
      WITH came AS MATERIALIZED (
        SELECT uid, streak, total FROM daily.sign_in
        WHERE activity = $1 AND sign_date = $2 AND made_up IS NOT TRUE),
      looked AS MATERIALIZED (
        SELECT uid FROM daily.visit WHERE activity = $1 AND day = $2)
      SELECT count(*) AS sign_ins, count(*) FILTER (WHERE total = 1) AS new_players,
        CASE WHEN $3::boolean AND (count(total) > 0 OR EXISTS (SELECT FROM looked)) THEN
          count(*) + (SELECT count(*) FROM looked
            WHERE NOT EXISTS (SELECT FROM came c WHERE c.uid = looked.uid)) END AS visitors,
        (SELECT array_agg(players ORDER BY place) FROM (
          SELECT b.place, count(c.uid) AS players
          FROM unnest($4::int[]) WITH ORDINALITY AS b (least, place)
          LEFT JOIN came c ON width_bucket(c.streak, $4::int[]) = b.place
          GROUP BY b.place) AS buckets) AS streaks
      FROM came
      """;

  /**
   * activity, day, a later day: of those who signed in for the first time on the first, how many.
   */
  static final String CAME_BACK =
      """
      SELECT count(*) AS players FROM daily.sign_in f
      WHERE f.activity = $1 AND f.sign_date = $2 AND f.total = 1 AND f.made_up IS NOT TRUE
        AND EXISTS (SELECT FROM daily.sign_in l
          WHERE l.uid = f.uid AND l.sign_date = $3 AND l.activity = $1
            AND l.made_up IS NOT TRUE)
      """;

  /** activity, first day, last day: how many made them up, by day. */
  static final String MADE_UP =
      """
      SELECT sign_date AS day, count(*) AS made_up FROM daily.sign_in
      WHERE made_up AND activity = $1 AND sign_date BETWEEN $2 AND $3
      GROUP BY sign_date
      """;

  /** activity, first day, last day. */
  static final String KEPT =
      """
      SELECT day, sign_ins, new_players, visitors, streaks, d1, d7, d30 FROM daily.day_count
      WHERE activity = $1 AND day BETWEEN $2 AND $3
      """;

  /** activity, day, sign-ins, new players, visitors, streaks, d1, d7, d30: what is known of it. */
  static final String KEEP =
      """
      INSERT INTO daily.day_count AS kept
        (activity, day, sign_ins, new_players, visitors, streaks, d1, d7, d30)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (activity, day) DO UPDATE SET d1 = coalesce(kept.d1, excluded.d1),
        d7 = coalesce(kept.d7, excluded.d7), d30 = coalesce(kept.d30, excluded.d30)
      """;

  private StatisticsSql() {}
}
