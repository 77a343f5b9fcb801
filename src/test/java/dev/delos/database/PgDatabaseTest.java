package dev.delos.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgDatabaseTest {
  private static final Tuple NONE = Tuple.tuple();
  private static final PoolSettings ONE_CONNECTION = PoolSettings.DEFAULTS.withSize(1, 10);

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase test = TestDatabase.create();
  private PgDatabase database = connect(PoolSettings.DEFAULTS);

  @BeforeEach
  void makeTable() {
    test.execute("CREATE TABLE item (name text PRIMARY KEY)");
  }

  @AfterEach
  void close() throws Exception {
    database.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
    test.close();
  }

  @Test
  void queryTakesParametersAndReturnsRows() throws Exception {
    wait(database.query("INSERT INTO item VALUES ($1), ($2)", Tuple.of("a", "b")));

    assertThat(items()).containsExactly("a", "b");
  }

  @Test
  void theServerKnowsTheLimitsAndTheName() throws Exception {
    assertThat(show("statement_timeout")).isEqualTo("10s");
    assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("10s");
    assertThat(show("application_name")).isEqualTo("delos");
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() throws Exception {
    reconnect(PoolSettings.DEFAULTS.withStatementTimeout(Duration.ofMillis(100)));

    assertThatThrownBy(() -> wait(database.query("SELECT pg_sleep(20)", NONE)))
        .isInstanceOfSatisfying(
            PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"));
  }

  @Test
  void futuresCompleteOnTheContextOfTheCaller() throws Exception {
    Context context = vertx.getOrCreateContext();
    List<Context> seen = new ArrayList<>();
    Promise<Void> done = Promise.promise();

    context.runOnContext(
        start ->
            database
                .query("SELECT 1", NONE)
                .onComplete(any -> seen.add(Vertx.currentContext()))
                .compose(any -> database.queryIdempotent("SELECT 1", NONE))
                .onComplete(any -> seen.add(Vertx.currentContext()))
                .compose(any -> database.inTransaction(tx -> tx.query("SELECT 1").execute()))
                .onComplete(any -> seen.add(Vertx.currentContext()))
                .compose(any -> database.query("nonsense", NONE))
                .onComplete(any -> seen.add(Vertx.currentContext()))
                .otherwiseEmpty()
                .<Void>mapEmpty()
                .onComplete(done));

    wait(done.future());
    assertThat(seen).hasSize(4).containsOnly(context);
  }

  @Test
  void aTransactionThatSucceedsIsCommitted() throws Exception {
    wait(
        database.inTransaction(
            tx ->
                tx.query("INSERT INTO item VALUES ('a')")
                    .execute()
                    .compose(any -> tx.query("INSERT INTO item VALUES ('b')").execute())));

    assertThat(items()).containsExactly("a", "b");
  }

  @Test
  void aTransactionThatFailsThrowsOrReturnsNothingLeavesNoTrace() throws Exception {
    reconnect(ONE_CONNECTION);
    String insert = "INSERT INTO item VALUES ('a')";
    IllegalStateException failure = new IllegalStateException("on purpose");

    assertThatThrownBy(
            () ->
                wait(
                    database.inTransaction(
                        tx ->
                            tx.query(insert).execute().compose(x -> Future.failedFuture(failure)))))
        .isSameAs(failure);
    assertThatThrownBy(
            () ->
                wait(
                    database.inTransaction(
                        tx -> {
                          Future<RowSet<Row>> unused = tx.query(insert).execute();
                          assertThat(unused).isNotNull();
                          throw failure;
                        })))
        .isSameAs(failure);
    assertThatThrownBy(() -> wait(database.inTransaction(PgDatabaseTest::nothing)))
        .isInstanceOf(NullPointerException.class);

    assertThat(items()).isEmpty();
  }

  @Test
  void withAFullQueueACallFailsAtOnce() throws Exception {
    reconnect(PoolSettings.DEFAULTS.withSize(1, 1));
    Promise<Void> release = Promise.promise();
    Promise<Void> begun = Promise.promise();
    Future<Void> holder =
        database.inTransaction(
            tx -> {
              begun.complete();
              return release.future();
            });
    wait(begun.future());
    Future<RowSet<Row>> waiting = database.query("SELECT 1", NONE);

    assertThatThrownBy(() -> wait(database.query("SELECT 1", NONE)))
        .isInstanceOf(ConnectionPoolTooBusyException.class);

    release.complete();
    wait(holder);
    wait(waiting);
  }

  @Test
  void anIdempotentQuerySurvivesTheLossOfItsConnection() throws Exception {
    reconnect(ONE_CONNECTION);
    int first = backend();

    RowSet<Row> rows =
        wait(
            database.queryIdempotent(
                // Ends its own backend the first time, so that the answer never comes.
                "SELECT CASE WHEN pg_backend_pid() = $1 THEN pg_terminate_backend($1, 5000) END",
                Tuple.of(first)));

    assertThat(rows).hasSize(1);
    assertThat(backend()).isNotEqualTo(first);
  }

  @Test
  void aPlainQueryIsNotRepeatedAndThePoolRecovers() throws Exception {
    reconnect(ONE_CONNECTION);
    int first = backend();

    assertThatThrownBy(
            () -> wait(database.query("SELECT pg_terminate_backend($1, 5000)", Tuple.of(first))))
        .satisfies(e -> assertThat(ConnectionFailure.isLost(e)).isTrue());

    await().untilAsserted(() -> wait(database.ping()));
  }

  @Test
  void aConnectionThatDiedWhileIdleIsFoundOutByTheIdempotentQuery() throws Exception {
    reconnect(ONE_CONNECTION);
    int first = backend();
    test.execute("SELECT pg_terminate_backend(" + first + ", 5000)");

    assertThat(wait(database.queryIdempotent("SELECT 1", NONE))).hasSize(1);
  }

  @Test
  void anErrorOfTheStatementIsNotRepeated() throws Exception {
    wait(database.query("INSERT INTO item VALUES ('a')", NONE));

    assertThatThrownBy(() -> wait(database.queryIdempotent("INSERT INTO item VALUES ('a')", NONE)))
        .isInstanceOfSatisfying(
            PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("23505"));
  }

  @Test
  void pingFailsOnceTheDatabaseIsGone() throws Exception {
    wait(database.ping());
    TestDatabase.execute(
        TestServer.url(), "ALTER DATABASE " + test.url().database() + " ALLOW_CONNECTIONS false");
    TestDatabase.execute(
        TestServer.url(),
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"
            + test.url().database()
            + "'");

    await().untilAsserted(() -> assertThat(failureOf(database.ping())).isNotNull());
  }

  private static <T> Future<T> nothing(Object connection) {
    assertThat(connection).isNotNull();
    return castNull();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T castNull() {
    return null;
  }

  private static Throwable failureOf(Future<?> future) throws Exception {
    Future<Throwable> failure = future.map(any -> (Throwable) new AssertionError("succeeded"));
    return wait(failure.otherwise(e -> e));
  }

  private int backend() throws Exception {
    return wait(database.query("SELECT pg_backend_pid()", NONE)).iterator().next().getInteger(0);
  }

  private String show(String setting) throws Exception {
    return wait(database.query("SHOW " + setting, NONE)).iterator().next().getString(0);
  }

  private List<String> items() throws Exception {
    List<String> names = new ArrayList<>();
    wait(database.query("SELECT name FROM item ORDER BY name", NONE))
        .forEach(row -> names.add(row.getString(0)));
    return names;
  }

  private void reconnect(PoolSettings settings) throws Exception {
    wait(database.close());
    database = connect(settings);
  }

  private PgDatabase connect(PoolSettings settings) {
    try {
      return wait(PgDatabase.connect(vertx, test.url(), settings));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
