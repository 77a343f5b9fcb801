package dev.delos.mods.daily;

import dev.delos.database.TestDatabase;
import org.flywaydb.core.Flyway;

/** The tables of the mod as an earlier version made them. */
final class OldTables {
  private OldTables() {}

  /** Makes those of that version. */
  static void make(TestDatabase database, String version) {
    Flyway.configure()
        .dataSource(database.url().dataSource())
        .locations("classpath:sql/daily")
        .defaultSchema("daily")
        .target(version)
        .load()
        .migrate();
  }
}
