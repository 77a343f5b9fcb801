package dev.delos.database;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Builds the pool: every default of the client that waits or grows without bound is replaced. */
final class Pools {
  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private Pools() {}

  static Pool open(Vertx vertx, DatabaseUrl url, PoolSettings settings) {
    return PgBuilder.pool()
        .using(vertx)
        .with(pool(settings))
        .with(socket())
        .connectingTo(connection(url, settings))
        .build();
  }

  private static PoolOptions pool(PoolSettings settings) {
    return new PoolOptions()
        .setName("delos")
        .setMaxSize(settings.size())
        .setMaxWaitQueueSize(settings.queue())
        .setConnectionTimeout(Math.toIntExact(settings.acquireTimeout().toMillis()))
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static NetClientOptions socket() {
    return new NetClientOptions().setTcpKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MS);
  }

  private static PgConnectOptions connection(DatabaseUrl url, PoolSettings settings) {
    String limit = Long.toString(settings.statementTimeout().toMillis());
    return url.connectOptions()
        .setCachePreparedStatements(true)
        .addProperty("application_name", "delos")
        .addProperty("statement_timeout", limit)
        .addProperty("idle_in_transaction_session_timeout", limit);
  }
}
