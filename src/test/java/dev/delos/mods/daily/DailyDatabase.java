package dev.delos.mods.daily;

import dev.delos.database.Migrations;
import dev.delos.database.PgDatabase;
import dev.delos.database.PoolSettings;
import dev.delos.database.TestDatabase;
import dev.delos.sdk.Database;
import io.vertx.core.Vertx;

/** A PostgreSQL with the mod's tables, as its nodes see it; one a test class. */
final class DailyDatabase implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create();
  private final Vertx vertx = Vertx.vertx();
  private final PgDatabase database;

  DailyDatabase() {
    new Migrations(test.url(), DailyMod.class.getClassLoader()).migrate("daily", "sql/daily");
    database = Await.await(PgDatabase.connect(vertx, test.url(), PoolSettings.DEFAULTS));
  }

  Database database() {
    return database;
  }

  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    Await.await(database.close());
    Await.await(vertx.close());
    test.close();
  }
}
