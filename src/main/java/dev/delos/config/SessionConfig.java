package dev.delos.config;

import java.time.Duration;

/**
 * How a proxy keeps its clients' sessions.
 *
 * @param resume how long a session waits for its client after a broken connection; zero: not at all
 * @param ping how often each client is asked whether it is there
 * @param keptBytes the most that the events kept for all clients may take together
 */
public record SessionConfig(Duration resume, Duration ping, long keptBytes) {
  /** What holds where nothing else is said. */
  public static final SessionConfig DEFAULT =
      new SessionConfig(Duration.ofSeconds(60), Duration.ofSeconds(20), 128L << 20);

  /** How long a session waits, as its client is told. */
  public int resumeSeconds() {
    return (int) ((resume.toMillis() + 999) / 1000);
  }

  /** A connection on which nothing has arrived for so long is broken. */
  public Duration silence() {
    return ping.multipliedBy(5).dividedBy(2);
  }
}
