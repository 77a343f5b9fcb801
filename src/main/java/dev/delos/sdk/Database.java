package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
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

  /**
   * Lets calls that arrive together share a statement (group commit): while one batch is on its
   * way, the next one gathers. A call that arrives alone goes alone and at once.
   *
   * <p>If a batch fails because of its content (SQLSTATE classes 21, 22, 23), it is tried again in
   * halves, so that a bad row fails alone. If it fails for another reason, all its calls fail, and
   * nobody knows whether it took effect.
   *
   * @param maxRows the most calls in a batch
   * @param statement runs one batch, and brings an answer for each of its rows, in their order
   */
  <A, R> Batch<A, R> batch(int maxRows, Function<List<A>, Future<List<R>>> statement);

  /** A statement that takes many calls at once. Belongs to the context that it is used on. */
  @FunctionalInterface
  interface Batch<A, R> {
    /**
     * Adds a call; fails at once with {@link RpcException.Code#OVERLOADED} while too many wait.
     *
     * @return the answer of its row
     */
    Future<R> run(A row);
  }
}
