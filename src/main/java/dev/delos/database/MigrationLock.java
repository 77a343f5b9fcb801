package dev.delos.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * One migrating process a database. Flyway locks too, but only once the schema is there, and two
 * sessions that create the same schema can make each other fail. Blocks.
 */
final class MigrationLock {
  /** The key among PostgreSQL's advisory locks: "delos" in ASCII. */
  private static final long KEY = 0x64656c6f73L;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private MigrationLock() {}

  /** Waits for the lock, runs the migration, frees the lock. */
  static void hold(DataSource source, String schema, Duration limit, Runnable migration)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      await(connection, schema, limit);
      migration.run();
    }
  }

  /**
   * Asks for the lock again and again: a session that waits inside PostgreSQL holds a snapshot, on
   * which a CREATE INDEX CONCURRENTLY of the holder would wait in turn. It ends with the session.
   */
  private static void await(Connection connection, String schema, Duration limit)
      throws SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!locked(connection)) {
      if (System.nanoTime() > deadline) {
        throw taken(schema, limit);
      }
      pause();
    }
  }

  private static MigrationException taken(String schema, Duration limit) {
    return new MigrationException(
        MigrationException.Kind.LOCKED,
        schema,
        "another process that migrates",
        "one that is done within " + limit.toSeconds() + " s",
        null);
  }

  private static void pause() throws SQLException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for another process that migrates", e);
    }
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      statement.setLong(1, KEY);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
