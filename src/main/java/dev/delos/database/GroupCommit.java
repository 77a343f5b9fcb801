package dev.delos.database;

import dev.delos.sdk.Database;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.pgclient.PgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that arrive together share a statement. So many batches are on their way at once; what
 * arrives meanwhile is the next one. Nothing waits for a timer.
 */
final class GroupCommit<A, R> implements Database.Batch<A, R> {
  /** While one batch waits for the disk, another one is prepared. */
  static final int MAX_IN_FLIGHT = 2;

  /** Calls that may wait for their batch. */
  static final int MAX_WAITING = 16_384;

  /** Cardinality, data and integrity: what one row can do to all. */
  private static final Set<String> OF_CONTENT = Set.of("21", "22", "23");

  private final int maxRows;
  private final Function<List<A>, Future<List<R>>> statement;
  private final Queue<Call<A, R>> waiting = new ArrayDeque<>();
  private int inFlight;

  private record Call<A, R>(A row, Promise<R> answer) {}

  GroupCommit(int maxRows, Function<List<A>, Future<List<R>>> statement) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("maxRows: found " + maxRows + ", allowed: 1 or more");
    }
    this.maxRows = maxRows;
    this.statement = statement;
  }

  @Override
  public Future<R> run(A row) {
    if (waiting.size() >= MAX_WAITING) {
      return Future.failedFuture(
          new RpcException(Code.OVERLOADED, MAX_WAITING + " calls wait for the database"));
    }
    Promise<R> answer = promise();
    waiting.add(new Call<>(row, answer));
    if (inFlight < MAX_IN_FLIGHT) {
      next();
    }
    return answer.future();
  }

  /** On the caller's own context: its next steps have nothing to do with the batch's. */
  private static <T> Promise<T> promise() {
    return Vertx.currentContext() instanceof ContextInternal caller
        ? caller.promise()
        : Promise.promise();
  }

  private void next() {
    List<Call<A, R>> batch = new ArrayList<>();
    while (batch.size() < maxRows && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    if (batch.isEmpty()) {
      return;
    }
    inFlight++;
    write(batch)
        .onComplete(
            done -> {
              inFlight--;
              next();
            });
  }

  /** Succeeds once every call of the batch has its answer. */
  private Future<Void> write(List<Call<A, R>> batch) {
    return execute(batch)
        .compose(
            answers -> {
              answer(batch, answers);
              return Future.succeededFuture();
            },
            failure -> {
              if (batch.size() > 1 && isOfContent(failure)) {
                return writeInHalves(batch);
              }
              batch.forEach(call -> call.answer().fail(failure));
              return Future.succeededFuture();
            });
  }

  private Future<Void> writeInHalves(List<Call<A, R>> batch) {
    int half = batch.size() / 2;
    return write(batch.subList(0, half)).compose(first -> write(batch.subList(half, batch.size())));
  }

  private Future<List<R>> execute(List<Call<A, R>> batch) {
    try {
      return statement.apply(batch.stream().map(Call::row).toList());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void answer(List<Call<A, R>> batch, List<R> answers) {
    if (answers.size() != batch.size()) {
      RuntimeException bug =
          new IllegalStateException(answers.size() + " answers to " + batch.size() + " calls");
      batch.forEach(call -> call.answer().fail(bug));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(answers.get(i));
    }
  }

  private static boolean isOfContent(Throwable failure) {
    if (!(failure instanceof PgException server)) {
      return false;
    }
    @Nullable String state = server.getSqlState();
    return state != null && state.length() == 5 && OF_CONTENT.contains(state.substring(0, 2));
  }
}
