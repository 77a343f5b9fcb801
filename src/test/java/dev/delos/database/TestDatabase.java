package dev.delos.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A fresh, empty database on a real PostgreSQL, dropped when it is closed: on the server that
 * {@code DELOS_TEST_DATABASE_URL} names, else in a container where Docker answers, else on an
 * embedded one. One server serves all tests of a JVM.
 */
public final class TestDatabase implements AutoCloseable {
  private final DatabaseUrl server;
  private final String name;

  private TestDatabase(DatabaseUrl server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Makes a database of a random name. Blocks; the first call starts the server. */
  public static TestDatabase create() {
    DatabaseUrl server = TestServer.url();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "CREATE DATABASE " + name);
    return new TestDatabase(server, name);
  }

  public DatabaseUrl url() {
    return server.withDatabase(name);
  }

  /** Runs a statement in the database. Blocks. */
  public void execute(String sql) {
    execute(url(), sql);
  }

  /** The number that a query brings. Blocks. */
  public long count(String sql) {
    try (Connection connection = url().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The URL as a configuration has it, with the password. */
  public String connectionString() {
    DatabaseUrl url = url();
    return "postgresql://"
        + encode(url.user())
        + ":"
        + encode(url.password())
        + "@"
        + url.host()
        + ":"
        + url.port()
        + "/"
        + url.database()
        + "?sslmode=prefer";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  static void execute(DatabaseUrl url, String sql) {
    try (Connection connection = url.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
