package dev.delos.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt, as docs/PROTOCOL.md has it. */
final class BackOff {
  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** A connection that lived as long as this proves the way good: the back-off starts anew. */
  static final Duration STEADY = Duration.ofSeconds(10);

  private int failures;
  private boolean wasOnline;
  private long onlineSince;

  void online() {
    wasOnline = true;
    onlineSince = System.nanoTime();
  }

  /**
   * An attempt has failed, or a connection has ended. Doubled each time; of which a random half is
   * left out.
   */
  long nextMs() {
    if (wasOnline && System.nanoTime() - onlineSince > STEADY.toNanos()) {
      failures = 0;
    }
    wasOnline = false;
    long longest = Math.min(FIRST.toMillis() << Math.min(failures, Short.SIZE), LONGEST.toMillis());
    failures++;
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
  }
}
