package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.database.Migrations;
import dev.delos.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Version 3 of the tables makes one row of each sign-in and its grant. */
class OneRowMigrationTest {
  private static final String ROWS =
      """
      SELECT daily.make_sign_in_partition('2026-01-31'), daily.make_sign_in_partition('2026-02-01');
      INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id, grant_id)
      SELECT 'daily', uid, day::date, day + interval '8 hours', gen_random_uuid(),
        md5(uid || day::date)::uuid
      FROM unnest('{guest:a,guest:b}'::text[]) uid,
        generate_series(timestamptz '2026-01-30', '2026-02-02', '1 day') day;
      INSERT INTO daily.reward_grant
      SELECT uid, grant_id, activity, sign_date,
        jsonb_build_object('items', uid || sign_date), claimed_at,
        claimed_at + CASE sign_date WHEN '2026-01-31' THEN interval '7 days' ELSE '40 hours' END,
        CASE WHEN sign_date < '2026-02-02' THEN claimed_at + interval '1 second' END
      FROM daily.sign_in;
      CREATE TABLE public.before AS SELECT s.*, g.reward, g.expires_at, g.delivered_at
      FROM daily.sign_in s JOIN daily.reward_grant g USING (uid, grant_id);
      """;

  @Test
  void eachSignInHasItsGrantsRewardExpiryAndDelivery() {
    try (TestDatabase database = TestDatabase.create()) {
      OldTables.make(database, "2");
      database.execute(ROWS);

      new Migrations(database.url(), DailyMod.class.getClassLoader()).migrate("daily", "sql/daily");

      assertThat(
              database.count(
                  "SELECT count(*) FROM public.before"
                      + " JOIN daily.sign_in USING (uid, sign_date, activity, claimed_at,"
                      + " request_id, grant_id, reward, expires_at)"
                      + " WHERE before.delivered_at IS NOT DISTINCT FROM sign_in.delivered_at"))
          .isEqualTo(8);
      assertThat(database.count("SELECT count(*) FROM daily.sign_in")).isEqualTo(8);
      assertThat(database.count("SELECT count(*) FROM daily.sign_in WHERE delivered_at IS NULL"))
          .isEqualTo(2);
      assertThat(
              database.count(
                  "SELECT extract(epoch FROM longest)::bigint / 86400 FROM daily.mailbox"))
          .isEqualTo(7);
    }
  }
}
