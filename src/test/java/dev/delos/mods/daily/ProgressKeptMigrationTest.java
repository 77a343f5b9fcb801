package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.database.Migrations;
import dev.delos.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Version 6 of the tables says from which day on every sign-in has its player's progress. */
class ProgressKeptMigrationTest {
  private static final String SIGN_IN =
      """
      SELECT daily.make_sign_in_partition('2026-01-31');
      INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id, grant_id, reward,
        expires_at)
      VALUES ('daily', 'guest:a', '2026-01-31', now(), gen_random_uuid(), gen_random_uuid(), '{}',
        now())
      """;

  @Test
  void whereThereIsASignInWithoutAVersionItIsAfterTheDaysOnWhichOldServicesMayStillRun() {
    assertThat(since(SIGN_IN)).isEqualTo(3);
  }

  @Test
  void whereThereIsNoneItIsEveryDay() {
    assertThat(since("SELECT 1")).isEqualTo(-1);
  }

  /** In days from today; -1: no day is before it. */
  private static long since(String rows) {
    try (TestDatabase database = TestDatabase.create()) {
      OldTables.make(database, "5");
      database.execute(rows);

      new Migrations(database.url(), DailyMod.class.getClassLoader()).migrate("daily", "sql/daily");

      return database.count(
          "SELECT CASE WHEN since = '-infinity' THEN -1 ELSE since - current_date END"
              + " FROM daily.progress_kept");
    }
  }
}
