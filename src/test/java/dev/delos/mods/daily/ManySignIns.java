package dev.delos.mods.daily;

import dev.delos.database.Migrations;
import dev.delos.database.TestDatabase;
import java.time.LocalDate;

/**
 * Fills a database as years of players would: for each of them a sign-in on each of a hundred days
 * in four months, delivered but for the last, and a bag of three items. Indexes are made
 * afterwards.
 */
final class ManySignIns {
  static final int DAYS = 100;
  static final LocalDate FIRST = LocalDate.parse("2026-08-20");

  private static final String PARTITION =
      """
      CREATE TABLE daily.%1$s (LIKE daily.sign_in);
      INSERT INTO daily.%1$s (activity, uid, sign_date, claimed_at, request_id, grant_id,
        reward, expires_at, delivered_at)
      SELECT 'daily', 'guest:' || p, d::date, d, md5(p || '/' || d::date || '/r')::uuid,
        md5(p || '/' || d::date)::uuid,
        '{"items": [{"item": "coin", "count": 100}], "icon": "coin", "shownCount": 100,
          "description": "100 coins"}', d + interval '30 days',
        CASE WHEN d < '%3$s'::date + %4$d - 1 THEN d END
      FROM generate_series(greatest('%2$s'::date, '%3$s'::date)::timestamptz,
          least(('%2$s'::date + interval '1 month')::date, '%3$s'::date + %4$d)::timestamptz
            - interval '1 day', interval '1 day') d,
        generate_series(1, %5$d) p;
      ALTER TABLE daily.%1$s ADD PRIMARY KEY (uid, sign_date, activity);
      ALTER TABLE daily.sign_in ATTACH PARTITION daily.%1$s
        FOR VALUES FROM ('%2$s') TO ('%6$s');
      """;

  private static final String BAGS =
      """
      INSERT INTO daily.player SELECT 'guest:' || p FROM generate_series(1, %1$d) p;
      INSERT INTO daily.inventory
      SELECT 'guest:' || p, i, 100 FROM generate_series(1, %1$d) p, unnest('{coin,gem,sword}'::text[]) i;
      INSERT INTO daily.ledger
      SELECT uid, md5(uid || item)::uuid, item, count, 'GRANT', '', now() FROM daily.inventory;
      INSERT INTO daily.visit
      SELECT d::date, 'daily', 'guest:' || p
      FROM generate_series(timestamp '2026-08-20', '2026-11-27', '1 day') d,
        generate_series(1, %1$d, 20) p;
      INSERT INTO daily.gift
      SELECT 'guest:' || p, md5(p || '/gift')::uuid, md5('order')::uuid, '2026-11-23',
        '{"items": [{"item": "coin", "count": 100}], "icon": "gift", "shownCount": 100,
          "description": "100 coins"}', now(), now() + interval '30 days',
        CASE WHEN p %% 3 > 0 THEN now() END, 'olga', 'a test'
      FROM generate_series(1, %1$d) p;
      INSERT INTO daily.progress
      SELECT 'guest:' || p, 'daily', 1, '{"total": 100, "days": [["2026-10-01", 59, 42, 1]]}'
      FROM generate_series(1, %1$d) p WHERE p %% 10 > 0;
      """;

  private ManySignIns() {}

  /** Makes the tables, fills them and lets the planner look at them. Blocks for long. */
  static void fill(TestDatabase database, long rows) {
    new Migrations(database.url(), DailyMod.class.getClassLoader()).migrate("daily", "sql/daily");
    long players = rows / DAYS;
    StringBuilder sql =
        new StringBuilder("SET synchronous_commit = off; SET maintenance_work_mem = '512MB';");
    LocalDate past = FIRST.plusDays(DAYS);
    for (LocalDate month = FIRST.withDayOfMonth(1); month.isBefore(past); ) {
      LocalDate next = month.plusMonths(1);
      String name = "sign_in_%d_%02d".formatted(month.getYear(), month.getMonthValue());
      sql.append(PARTITION.formatted(name, month, FIRST, DAYS, players, next));
      month = next;
    }
    sql.append(BAGS.formatted(players));
    database.execute(sql + "ANALYZE");
    // Made ahead, and so empty and unknown to the planner.
    database.execute("SELECT daily.make_sign_in_partition('" + past.plusMonths(1) + "')");
    database.execute("SELECT daily.make_sign_in_partition('" + past.plusMonths(2) + "')");
  }
}
