package dev.delos.database;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/** For systems that ask for none. */
public final class NoDatabase implements Database {
  @Override
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return Future.failedFuture("no database");
  }

  @Override
  public Future<RowSet<Row>> queryIdempotent(String sql, Tuple parameters) {
    return Future.failedFuture("no database");
  }

  @Override
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> steps) {
    return Future.failedFuture("no database");
  }

  @Override
  public <A, R> Batch<A, R> batch(int maxRows, Function<List<A>, Future<List<R>>> statement) {
    return row -> Future.failedFuture("no database");
  }
}
