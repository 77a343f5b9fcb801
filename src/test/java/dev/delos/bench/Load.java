package dev.delos.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Calls one way for some time, and how long each took. Replies come on one thread. */
final class Load {
  private static final long TICK_NANOS = 500_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Calls calls;
  private final JsonObject args;
  private final Histogram latency = new Histogram(3);
  private final long begin = System.nanoTime();
  private final long end;

  private Load(Calls calls, JsonObject args, Duration time) {
    this.calls = calls;
    this.args = args;
    this.end = begin + time.toNanos();
  }

  /**
   * What a run brought.
   *
   * @param rate calls a second
   * @param latency in nanoseconds
   */
  record Result(double rate, Histogram latency) {
    double p99Micros() {
      return latency.getValueAtPercentile(99) / 1e3;
    }
  }

  /** So many calls in flight, each followed by the next. */
  static Result closed(Calls calls, JsonObject args, int inFlight, Duration time) {
    Load load = new Load(calls, args, time);
    CountDownLatch ended = new CountDownLatch(inFlight);
    calls.run(
        () -> {
          for (int i = 0; i < inFlight; i++) {
            load.next(ended);
          }
        });
    await(ended);
    return load.result();
  }

  private void next(CountDownLatch ended) {
    long start = System.nanoTime();
    if (start >= end) {
      ended.countDown();
      return;
    }
    calls.call(
        args,
        reply -> {
          latency.recordValue(System.nanoTime() - start);
          next(ended);
        });
  }

  /**
   * So many calls a second, however long the answers take: each counts from when it was due, in
   * groups of what is due in half a millisecond.
   */
  static Result open(Calls calls, JsonObject args, int rate, Duration time) {
    Load load = new Load(calls, args, time);
    int group = (int) (rate * TICK_NANOS / 1_000_000_000L);
    long groups = time.toNanos() / TICK_NANOS;
    LongAdder answered = new LongAdder();
    for (long i = 0; i < groups; i++) {
      long due = load.begin + i * TICK_NANOS;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      calls.run(() -> load.group(group, due, answered));
    }
    long last = System.nanoTime() + LIMIT.toNanos();
    while (answered.sum() < group * groups) {
      if (System.nanoTime() > last) {
        throw new AssertionError("answered " + answered + " of " + group * groups);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
    return load.result();
  }

  private void group(int count, long due, LongAdder answered) {
    for (int i = 0; i < count; i++) {
      calls.call(
          args,
          reply -> {
            latency.recordValue(System.nanoTime() - due);
            answered.increment();
          });
    }
  }

  private Result result() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Result(latency.getTotalCount() / seconds, latency);
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(ended.getCount() + " calls have no answer");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
