package dev.delos.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A durable PostgreSQL of a test's own, which may be killed: it is started again by itself. */
public final class ChaosDatabase implements AutoCloseable {
  private final Path directory;
  private final EmbeddedDatabase embedded;

  private ChaosDatabase(Path directory, EmbeddedDatabase embedded) {
    this.directory = directory;
    this.embedded = embedded;
  }

  public static ChaosDatabase start(Path directory) {
    return start(directory, Map.of());
  }

  /** With other settings than PostgreSQL's own, such as a larger memory. */
  public static ChaosDatabase start(Path directory, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(EmbeddedDatabase.DURABLE);
    return new ChaosDatabase(
        directory, EmbeddedDatabase.start(directory, TestServer.PROGRAMS, settings));
  }

  /** The URL as a configuration has it, with the password. */
  public String connectionString() {
    return TestDatabase.connectionString(embedded.url());
  }

  /** Kills the postmaster with -9; its backends end when they see it. */
  public void kill() {
    try {
      PostmasterFile.read(directory.resolve("postgresql"))
          .flatMap(PostmasterFile::process)
          .ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first column of a query's rows. Blocks. */
  public List<String> column(String sql) {
    try (Connection connection = embedded.url().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public void execute(String sql) {
    TestDatabase.execute(embedded.url(), sql);
  }

  public long count(String sql) {
    return Long.parseLong(column(sql).get(0));
  }

  @Override
  public void close() {
    embedded.close();
  }
}
