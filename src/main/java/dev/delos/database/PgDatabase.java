package dev.delos.database;

import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections to PostgreSQL; one a JVM serves all nodes. Never blocks; safe to call
 * from any context, and each future completes on the context of its caller. Statements name the
 * schema of each table: no search path is set.
 *
 * <p>With as many callers waiting as {@link PoolSettings#queue} says, a call fails at once with
 * {@link io.vertx.core.http.ConnectionPoolTooBusyException}. A call that has no answer after all
 * time limits of {@link PoolSettings} together, because the server or the way to it is frozen,
 * fails with {@link java.util.concurrent.TimeoutException}; nobody knows then whether it took
 * effect. Its connection stays in use until the server wakes up or the kernel gives up: the client
 * closes a connection only with the server's help.
 */
public final class PgDatabase implements Database {
  private static final Logger log = LoggerFactory.getLogger(PgDatabase.class);

  /** A pool whose connection is still being made does not close until it is. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private static final Duration PING_LIMIT = Duration.ofSeconds(2);

  /** Until connections that died with the first one have left the pool. */
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  private final Vertx vertx;
  private final Pool pool;
  private final Duration limit;

  private PgDatabase(Vertx vertx, Pool pool, Duration limit) {
    this.vertx = vertx;
    this.pool = pool;
    this.limit = limit;
  }

  /**
   * Opens the pool and asks the server one question.
   *
   * @return fails with {@link DatabaseUnavailableException}; nothing stays open then
   */
  public static Future<PgDatabase> connect(Vertx vertx, DatabaseUrl url, PoolSettings settings) {
    PgDatabase database =
        new PgDatabase(vertx, Pools.open(vertx, url, settings), settings.callLimit());
    return database
        .answers(settings.firstAnswerLimit())
        .map(database)
        .recover(
            failure ->
                within(CLOSE_LIMIT, database.close())
                    .transform(
                        closed ->
                            Future.failedFuture(new DatabaseUnavailableException(url, failure))));
  }

  @Override
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return within(
        limit,
        pool.withConnection(
            connection -> heard(connection).preparedQuery(sql).execute(parameters)));
  }

  @Override
  public Future<RowSet<Row>> queryIdempotent(String sql, Tuple parameters) {
    return query(sql, parameters).recover(failure -> onceMore(failure, sql, parameters));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Steps that throw, or return null, fail the transaction. If its connection breaks while it is
   * committed, the future fails although the commit may have happened.
   */
  @Override
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> steps) {
    return within(limit, pool.withTransaction(connection -> run(steps, heard(connection))));
  }

  @Override
  public <A, R> Batch<A, R> batch(int maxRows, Function<List<A>, Future<List<R>>> statement) {
    return new GroupCommit<>(maxRows, statement);
  }

  /** Asks the server one question, for readiness. Fails after 2 s, or while the pool is full. */
  public Future<Void> ping() {
    return answers(PING_LIMIT);
  }

  /** Closes every connection; statements on their way fail. */
  public Future<Void> close() {
    return pool.close();
  }

  private Future<Void> answers(Duration time) {
    return within(time, query("SELECT 1", Tuple.tuple())).mapEmpty();
  }

  private Future<RowSet<Row>> onceMore(Throwable failure, String sql, Tuple parameters) {
    if (!ConnectionFailure.isLost(failure)) {
      return Future.failedFuture(failure);
    }
    log.warn("connection lost, one more try: {}", ConnectionFailure.reason(failure));
    return vertx
        .timer(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
        .compose(paused -> query(sql, parameters));
  }

  private static <T> Future<T> within(Duration time, Future<T> future) {
    return future.timeout(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the server says while nothing is asked of it goes to the log, not to stderr. */
  private static SqlConnection heard(SqlConnection connection) {
    return connection.exceptionHandler(
        failure -> log.info("connection lost: {}", ConnectionFailure.reason(failure)));
  }

  private static <T> Future<T> run(
      Function<SqlConnection, Future<T>> steps, SqlConnection connection) {
    try {
      return Objects.requireNonNull(steps.apply(connection), "the steps returned no future");
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
