package dev.delos.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices a connection that carries nothing any more though nobody has closed it. Belongs to the
 * client's context.
 */
final class Pulse {
  /** A connection on which nothing has come for so long is asked for a sign of life. */
  static final Duration QUIET = Duration.ofSeconds(15);

  static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** Who looks so late has slept with the machine, and the answer as well. */
  static final Duration LATE = Duration.ofSeconds(5);

  private final LongSupplier nanoClock;
  private long heardAt;
  private long askedAt;
  private boolean isAsked;
  private boolean isLast;

  /** What to do. */
  enum Verdict {
    FINE,
    /** Ask the proxy for an answer. */
    ASK,
    /** There was none. */
    DEAD
  }

  Pulse(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.heardAt = nanoClock.getAsLong();
  }

  /** Something has come. */
  void heard() {
    heardAt = nanoClock.getAsLong();
    isAsked = false;
    isLast = false;
  }

  /** Something was said that the proxy answers. */
  void expect() {
    if (!isAsked) {
      isAsked = true;
      askedAt = nanoClock.getAsLong();
    }
  }

  /** Looks at the clock. */
  Verdict check() {
    long now = nanoClock.getAsLong();
    if (!isAsked && now - heardAt < QUIET.toNanos()) {
      return Verdict.FINE;
    }
    if (!isAsked) {
      expect();
      return Verdict.ASK;
    }
    long over = now - askedAt - ANSWER_LIMIT.toNanos();
    if (over < 0) {
      return Verdict.FINE;
    }
    if (isLast || over < LATE.toNanos()) {
      return Verdict.DEAD;
    }
    isLast = true;
    askedAt = now;
    return Verdict.ASK;
  }
}
