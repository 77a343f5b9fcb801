package dev.delos.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Callers that each ask again until the answer is good, and then for the next. They say what a
 * callee's death cost them. All on the context that starts them.
 */
final class PatientCallers {
  private static final long PAUSE_MS = 10;

  private final Vertx vertx;
  private final Function<Duration, Future<JsonObject>> call;
  private final Duration timeout;
  private final AtomicLong good = new AtomicLong();
  private volatile long killedAt = Long.MAX_VALUE;
  private volatile long end = Long.MAX_VALUE;
  private long longest;
  private long firstHit = Long.MAX_VALUE;

  PatientCallers(Vertx vertx, Function<Duration, Future<JsonObject>> call, Duration timeout) {
    this.vertx = vertx;
    this.call = call;
    this.timeout = timeout;
  }

  /** Completes once each has had a good answer after {@link #endAt}. */
  Future<Void> start(int count) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Promise<Void> ended = Promise.promise();
      next(ended);
      all.add(ended.future());
    }
    return Future.join(all).mapEmpty();
  }

  private void next(Promise<Void> ended) {
    long now = System.nanoTime();
    if (now > end) {
      ended.complete();
    } else {
      attempt(now, false, ended);
    }
  }

  private void attempt(long begin, boolean isRepeated, Promise<Void> ended) {
    call.apply(timeout)
        .onComplete(
            answer -> {
              answered(begin, isRepeated);
              next(ended);
            },
            failure -> vertx.setTimer(PAUSE_MS, id -> attempt(begin, true, ended)));
  }

  private void answered(long begin, boolean isRepeated) {
    good.incrementAndGet();
    long now = System.nanoTime();
    if (now > killedAt) {
      longest = Math.max(longest, now - Math.max(begin, killedAt));
      if (isRepeated) {
        firstHit = Math.min(firstHit, now - killedAt);
      }
    }
  }

  long good() {
    return good.get();
  }

  /** To be told just before the kill. */
  void killed(long at) {
    killedAt = at;
  }

  void endAt(long nanoTime) {
    end = nanoTime;
  }

  /** The longest that one of them went without a good answer, in milliseconds. */
  double longestMillis() {
    return longest / 1e6;
  }

  /** From the kill to the first good answer of one whose call it had cost. */
  double firstHitMillis() {
    if (firstHit == Long.MAX_VALUE) {
      throw new IllegalStateException("no call was at the callee that was killed");
    }
    return firstHit / 1e6;
  }
}
