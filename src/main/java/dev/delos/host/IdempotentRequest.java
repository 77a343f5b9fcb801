package dev.delos.host;

import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks until there is an answer or the time is over. Each try waits for a third of the time, so
 * that a callee that is frozen costs no more than that; between two tries there is a pause that
 * grows.
 */
final class IdempotentRequest {
  private static final int TRIES_IN_TIME = 3;
  private static final Duration SHORTEST_TRY = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private final Vertx vertx;
  private final Function<Duration, Future<JsonObject>> request;
  private final long end;
  private final Duration tryTimeout;
  private boolean mayHaveRun;

  private IdempotentRequest(
      Vertx vertx, Function<Duration, Future<JsonObject>> request, Duration timeout) {
    this.vertx = vertx;
    this.request = request;
    this.end = System.nanoTime() + timeout.toNanos();
    this.tryTimeout = longer(timeout.dividedBy(TRIES_IN_TIME), SHORTEST_TRY);
  }

  /**
   * Starts asking.
   *
   * @param request makes one try, which may wait so long
   */
  static Future<JsonObject> send(
      Vertx vertx, Function<Duration, Future<JsonObject>> request, Duration timeout) {
    return new IdempotentRequest(vertx, request, timeout).attempt(FIRST_PAUSE);
  }

  private Future<JsonObject> attempt(Duration pause) {
    return request.apply(shorter(tryTimeout, left())).recover(failure -> again(failure, pause));
  }

  private Future<JsonObject> again(Throwable failure, Duration pause) {
    Duration withJitter =
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, pause.toMillis() + 1));
    mayHaveRun |= leavesOpen(failure);
    if (!mayHelp(failure)) {
      return Future.failedFuture(failure);
    }
    if (left().compareTo(withJitter) <= 0) {
      return Future.failedFuture(mayHaveRun ? unknown((RpcException) failure) : failure);
    }
    return vertx
        .timer(withJitter.toMillis(), TimeUnit.MILLISECONDS)
        .compose(paused -> attempt(shorter(pause.multipliedBy(2), LONGEST_PAUSE)));
  }

  private static boolean mayHelp(Throwable failure) {
    return failure instanceof RpcException rpc
        && rpc.code() != Code.BAD_REQUEST
        && rpc.code() != Code.NO_METHOD;
  }

  private static boolean leavesOpen(Throwable failure) {
    return failure instanceof RpcException rpc
        && switch (rpc.code()) {
          case TIMEOUT, NODE_LEFT, REMOTE_ERROR -> true;
          case NO_PROVIDER, NO_METHOD, DRAINING, OVERLOADED, BAD_REQUEST -> false;
        };
  }

  /** An earlier try may have had the effect, whatever became of the last one. */
  private static RpcException unknown(RpcException last) {
    return new RpcException(Code.TIMEOUT, "the outcome is unknown; at last, " + last.getMessage());
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
