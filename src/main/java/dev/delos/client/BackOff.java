package dev.delos.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt, as docs/PROTOCOL.md has it. */
final class BackOff {
  private static final long FIRST_MS = 500;
  private static final long LONGEST_MS = 30_000;

  /** A connection that lived as long as this proves the way good. */
  private static final Duration STEADY = Duration.ofSeconds(10);

  private int failures;
  private long onlineSince;

  void online() {
    onlineSince = System.nanoTime();
  }

  /** A connection that was online has ended. */
  void offline() {
    if (System.nanoTime() - onlineSince > STEADY.toNanos()) {
      failures = 0;
    }
  }

  /** Doubled with each failure; of which a random half is left out. */
  long nextMs() {
    long longest = Math.min(FIRST_MS << Math.min(failures, Short.SIZE), LONGEST_MS);
    failures++;
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
  }
}
