package dev.delos.mods.daily;

import dev.delos.database.Migrations;
import dev.delos.database.PgDatabase;
import dev.delos.database.PoolSettings;
import dev.delos.database.TestDatabase;
import dev.delos.sdk.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

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

  /** This one without rows, not even in tables that take new rows only. */
  DailyDatabase emptied() {
    test.execute(
        "SET session_replication_role = replica;"
            + "TRUNCATE daily.sign_in, daily.progress, daily.activation, daily.plan_version,"
            + " daily.excused, daily.ledger, daily.inventory, daily.player, daily.gift,"
            + " daily.visit, daily.day_count");
    return this;
  }

  /** Runs statements as an administrator would. */
  void execute(String sql) {
    test.execute(sql);
  }

  /** The number that a query answers. */
  long count(String sql) {
    return test.count(sql);
  }

  Vertx vertx() {
    return vertx;
  }

  /** Calls something where a node's systems run: on a context. */
  static <T> Future<T> run(Context context, Supplier<Future<T>> call) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        go -> Future.succeededFuture().compose(started -> call.get()).onComplete(answer));
    return answer.future();
  }

  @Override
  public void close() {
    Await.await(database.close());
    Await.await(vertx.close());
    test.close();
  }
}
