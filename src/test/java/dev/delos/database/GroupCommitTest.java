package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.sdk.Database.Batch;
import dev.delos.sdk.RpcException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that arrive together share a statement; each gets its own answer. */
class GroupCommitTest {
  private static final String INSERT =
      """
      INSERT INTO item (name) SELECT * FROM unnest($1::text[])
      ON CONFLICT DO NOTHING RETURNING name
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final TestDatabase test = TestDatabase.create();
  private final PgDatabase database =
      Await.get(PgDatabase.connect(vertx, test.url(), PoolSettings.DEFAULTS));
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final Batch<String, Boolean> inserts = database.batch(100, this::insert);

  @BeforeEach
  void makeTable() {
    test.execute(
        "CREATE TABLE item (name text PRIMARY KEY CHECK (name <> 'bad' AND length(name) < 9))");
  }

  @AfterEach
  void close() {
    Await.get(database.close());
    Await.get(vertx.close());
    test.close();
  }

  @Test
  void aCallAloneGoesAlone() {
    assertThat(Await.get(run(() -> inserts.run("a")))).isTrue();
    assertThat(Await.get(run(() -> inserts.run("a")))).isFalse();
    assertThat(batches).containsExactly(1, 1);
  }

  @Test
  void callsThatArriveWhileOneIsOnItsWayAreStoredTogether() {
    List<Boolean> answers = insertAtOnce(IntStream.range(0, 250).mapToObj(i -> "n" + i).toList());

    assertThat(answers).hasSize(250).containsOnly(true);
    assertThat(test.count("SELECT count(*) FROM item")).isEqualTo(250);
    // Two go at once, alone; what has gathered behind them is cut at the limit.
    assertThat(batches).containsExactly(1, 1, 100, 100, 48);
  }

  @Test
  void eachCallGetsTheAnswerOfItsOwnRow() {
    Await.get(run(() -> inserts.run("n3")));

    List<Boolean> answers = insertAtOnce(IntStream.range(0, 10).mapToObj(i -> "n" + i).toList());

    assertThat(answers).filteredOn(won -> !won).hasSize(1);
    assertThat(answers.get(3)).isFalse();
  }

  @Test
  void aBadRowFailsAlone() {
    List<String> names = new ArrayList<>(IntStream.range(0, 60).mapToObj(i -> "n" + i).toList());
    names.set(17, "bad");
    names.set(44, "much too long");
    names.set(59, "nul\0");

    List<Future<Boolean>> calls = callAtOnce(names);

    assertThat(calls).filteredOn(Future::failed).hasSize(3);
    for (int bad : List.of(17, 44, 59)) {
      assertThat(calls.get(bad).cause()).isInstanceOf(PgException.class);
    }
    assertThat(test.count("SELECT count(*) FROM item")).isEqualTo(57);
  }

  @Test
  void aFailureThatIsNotOfTheContentFailsAllOfTheBatchAndTheNextOneGoesOn() {
    test.execute("ALTER TABLE item RENAME TO gone");

    assertThat(callAtOnce(List.of("a", "b", "c", "d"))).allMatch(Future::failed);
    assertThat(batches).containsExactly(1, 1, 2);

    test.execute("ALTER TABLE gone RENAME TO item");
    assertThat(Await.get(run(() -> inserts.run("e")))).isTrue();
  }

  @Test
  void aStatementThatThrowsOrGivesTooFewAnswersFailsItsCallsOnly() {
    Batch<String, String> wrong =
        database.batch(
            10,
            rows -> {
              if (rows.contains("throw")) {
                throw new IllegalStateException("no");
              }
              return Future.succeededFuture(rows.contains("few") ? List.of() : rows);
            });

    assertThat(Await.failure(run(() -> wrong.run("throw")))).hasMessage("no");
    assertThat(Await.failure(run(() -> wrong.run("few")))).hasMessage("0 answers to 1 calls");
    assertThat(Await.get(run(() -> wrong.run("right")))).isEqualTo("right");
  }

  @Test
  void eachAnswerComesOnItsCallersOwnContext() {
    List<Context> seen = new CopyOnWriteArrayList<>();
    List<Context> callers = new ArrayList<>();
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ContextInternal caller = ((ContextInternal) context).duplicate();
      callers.add(caller);
      Promise<Boolean> done = Promise.promise();
      String name = "n" + i;
      caller.runOnContext(
          now ->
              inserts
                  .run(name)
                  .onSuccess(won -> seen.add(Vertx.currentContext()))
                  .onComplete(done));
      calls.add(done.future());
    }
    calls.forEach(call -> assertThat(Await.get(call)).isTrue());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(callers);
  }

  @Test
  void pastTheBoundACallFailsAtOnce() {
    Promise<List<String>> never = Promise.promise();
    Batch<String, String> stuck = database.batch(10, rows -> never.future());
    int most = GroupCommit.MAX_IN_FLIGHT + GroupCommit.MAX_WAITING;

    List<Future<String>> calls = new ArrayList<>();
    Future<String> refused =
        run(
            () -> {
              for (int i = 0; i < most; i++) {
                calls.add(stuck.run("n"));
              }
              return stuck.run("one too many");
            });

    assertThat(((RpcException) Await.failure(refused)).code())
        .isEqualTo(RpcException.Code.OVERLOADED);
    assertThat(calls).noneMatch(Future::isComplete);
  }

  private Future<List<Boolean>> insert(List<String> names) {
    batches.add(names.size());
    return database
        .query(INSERT, Tuple.tuple().addArrayOfString(names.toArray(String[]::new)))
        .map(
            (RowSet<Row> rows) -> {
              List<String> won = new ArrayList<>();
              rows.forEach(row -> won.add(row.getString(0)));
              return names.stream().map(won::contains).toList();
            });
  }

  private List<Boolean> insertAtOnce(List<String> names) {
    return callAtOnce(names).stream().map(Future::result).toList();
  }

  /** All calls in one go, and each one's end. */
  private List<Future<Boolean>> callAtOnce(List<String> names) {
    return Await.get(
        run(
            () -> {
              List<Future<Boolean>> calls = names.stream().map(inserts::run).toList();
              return Future.join(calls).transform(ended -> Future.succeededFuture(calls));
            }));
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(promise));
    return promise.future();
  }
}
