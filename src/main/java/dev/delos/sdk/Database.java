package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * PostgreSQL. Statements are prepared and cached; each has a time limit; the queue for a connection
 * has a bound, past which a call fails at once. Futures complete on the caller's context.
 */
public interface Database {
  /**
   * Runs one statement in a transaction of its own.
   *
   * @param sql parameters are {@code $1}, {@code $2}, …
   */
  Future<RowSet<Row>> query(String sql, Tuple parameters);

  /**
   * Like {@link #query}, and runs it once more if the connection broke before the answer came: only
   * for statements that may run twice.
   */
  Future<RowSet<Row>> queryIdempotent(String sql, Tuple parameters);

  /** Runs steps in one transaction: committed if the future succeeds, rolled back if it fails. */
  <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> steps);
}
