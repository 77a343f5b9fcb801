package dev.delos.database;

import java.time.Duration;

/**
 * The bounds of the pool.
 *
 * @param size the most connections
 * @param queue how many callers may wait for a connection; the next one fails at once
 * @param acquireTimeout how long a caller waits for a connection
 * @param statementTimeout how long a statement may run, and how long a transaction may pause
 * @param idleTimeout after how long an unused connection is closed
 */
public record PoolSettings(
    int size, int queue, Duration acquireTimeout, Duration statementTimeout, Duration idleTimeout) {
  /**
   * For one JVM with all roles, next to a PostgreSQL with its usual 100 connections. As many wait
   * as calls run on a node.
   */
  public static final PoolSettings DEFAULTS =
      new PoolSettings(
          16, 4_096, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** What a slow network may add to a call. */
  private static final Duration NETWORK = Duration.ofSeconds(2);

  /** Checks that each bound is one. */
  public PoolSettings {
    atLeastOne("size", size);
    atLeastOne("queue", queue);
    positive("acquireTimeout", acquireTimeout);
    positive("statementTimeout", statementTimeout);
    positive("idleTimeout", idleTimeout);
  }

  /** The same with another number of connections and of callers that wait. */
  public PoolSettings withSize(int connections, int waiting) {
    return new PoolSettings(connections, waiting, acquireTimeout, statementTimeout, idleTimeout);
  }

  /** The same with another time limit for statements. */
  public PoolSettings withStatementTimeout(Duration limit) {
    return new PoolSettings(size, queue, acquireTimeout, limit, idleTimeout);
  }

  /** How long a call may take in all, whatever happens to the server. */
  Duration callLimit() {
    return acquireTimeout.plus(statementTimeout).plus(NETWORK);
  }

  /**
   * How long the first answer may take. Less than the time for a connection: a pool that is closed
   * after that has run out trips over its own timer (vertx-sql-client 5.0.10).
   */
  Duration firstAnswerLimit() {
    return acquireTimeout.multipliedBy(9).dividedBy(10);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": found " + value + ", allowed: 1 or more");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": found " + value + ", allowed: more than 0");
    }
  }
}
