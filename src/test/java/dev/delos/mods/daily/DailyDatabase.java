package dev.delos.mods.daily;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import org.flywaydb.core.Flyway;

/** A PostgreSQL with the mod's tables, one for all tests of this JVM. */
final class DailyDatabase implements Database {
  private static final DailyDatabase SHARED = new DailyDatabase();

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  private DailyDatabase() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .schemas("daily")
          .locations("classpath:sql/daily")
          .load()
          .migrate();
      pool =
          PgBuilder.pool()
              .using(vertx)
              .with(new PoolOptions().setMaxSize(20))
              .connectingTo(
                  new PgConnectOptions()
                      .setPort(postgres.getPort())
                      .setHost("localhost")
                      .setUser("postgres")
                      .setPassword("postgres")
                      .setDatabase("postgres"))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Vertx vertx() {
    return SHARED.vertx;
  }

  static Database shared() {
    return SHARED;
  }

  @Override
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters);
  }

  @Override
  public Future<RowSet<Row>> queryIdempotent(String sql, Tuple parameters) {
    return query(sql, parameters);
  }

  @Override
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> steps) {
    return pool.withTransaction(steps);
  }
}
