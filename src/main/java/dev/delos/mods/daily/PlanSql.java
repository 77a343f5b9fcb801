package dev.delos.mods.daily;

/** The statements about plans: small tables, of which each service holds what it needs. */
final class PlanSql {
  /** activity: the activations in the order in which they hold, and the days that are excused. */
  static final String ORDERED =
      """
      SELECT
        (SELECT coalesce(jsonb_agg(jsonb_build_object('version', version, 'at', at)
            ORDER BY at, number), '[]')
          FROM daily.activation WHERE activity = $1) AS activations,
        (SELECT coalesce(jsonb_agg(day), '[]')
          FROM (SELECT DISTINCT ON (day) day, excused FROM daily.excused WHERE activity = $1
            ORDER BY day, number DESC) AS latest
          WHERE excused) AS excused
      """;

  /** The activity that is always there: its name, and those of all that ever had a plan. */
  static final String ACTIVITIES =
      """
      SELECT activity FROM (SELECT $1::text AS activity
        UNION SELECT activity FROM daily.activation) AS known
      ORDER BY activity <> $1, activity
      """;

  /** activity, versions. */
  static final String DOCUMENTS =
      """
      SELECT version, document FROM daily.plan_version
      WHERE activity = $1 AND version = ANY ($2::bigint[])
      """;

  /** activity: of two transactions that change its plans, the second waits here. */
  static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtext('daily.plan_version'), hashtext($1::text))";

  /**
   * activity, document, reason, operator: returns the new version's number. After {@link #LOCK}.
   */
  static final String PUT =
      """
      INSERT INTO daily.plan_version (activity, version, document, reason, operator)
      SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4
      FROM daily.plan_version WHERE activity = $1
      RETURNING version
      """;

  /** activity, document, reason: version 0, unless it is there. */
  static final String KEEP_SETTINGS =
      """
      INSERT INTO daily.plan_version (activity, version, document, reason)
      VALUES ($1, 0, $2, $3) ON CONFLICT DO NOTHING
      """;

  /** seconds: the earliest instant of a new activation. */
  static final String EARLIEST =
      "SELECT clock_timestamp() + $1::bigint * interval '1 second' AS earliest";

  /**
   * activity, version, instant, reason, seconds, operator: returns the number, if it is early
   * enough.
   */
  static final String ACTIVATE =
      """
      INSERT INTO daily.activation (activity, number, version, at, reason, operator)
      SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $6
      FROM daily.activation WHERE activity = $1
      HAVING $3::timestamptz >= clock_timestamp() + $5::bigint * interval '1 second'
      RETURNING number
      """;

  /** activity. */
  static final String VERSIONS =
      """
      SELECT version, created_at, operator, reason FROM daily.plan_version
      WHERE activity = $1 ORDER BY version
      """;

  /** activity. */
  static final String ACTIVATIONS =
      """
      SELECT number, version, at, ordered_at, operator, reason FROM daily.activation
      WHERE activity = $1 ORDER BY number
      """;

  private PlanSql() {}
}
