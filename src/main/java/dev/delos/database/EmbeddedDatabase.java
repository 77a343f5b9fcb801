package dev.delos.database;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL of our own in a data directory: for development, for the first run, and for a
 * network that fits on one machine. What it has committed survives the end of the JVM, kill -9 and
 * power loss. It listens on a random port of the loopback address and asks for a password that only
 * the owner of the directory can read. Linux and macOS.
 *
 * <p>If its postmaster dies while the JVM runs, it is started again, mostly within two seconds, and
 * has the same {@link #url()}; the log has a line at ERROR then, and one at INFO once it is back.
 * Connections break, and what was not committed is lost. If it can't be started for 60 s, as when
 * somebody else has taken the port, the log says so and it stays down.
 *
 * <p>It has no shutdown hook: who starts it closes it, after the last user of its data. If that
 * doesn't happen, because the JVM was killed, the server runs on, and the next start on the
 * directory stops it first.
 *
 * <p>The directory has {@code delos.lock}, {@code postgresql} (the data) and {@code
 * postgresql-programs} (60 MB, unpacked from our jar, may be deleted).
 *
 * <p>Blocks: for use outside of event loops. Not for use by several threads at once. One daemon
 * thread watches the postmaster.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String DATABASE = "delos";

  /** Given on the command line, where they win over files in the data directory. */
  static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  private static final Map<String, String> COMMON =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100",
          "timezone", "UTC",
          "log_timezone", "UTC");

  private final DirectoryLock lock;
  private final PostmasterWatch watch;
  private final DatabaseUrl url;

  private EmbeddedDatabase(DirectoryLock lock, PostmasterWatch watch, DatabaseUrl url) {
    this.lock = lock;
    this.watch = watch;
    this.url = url;
  }

  /**
   * Starts PostgreSQL and makes its database if it is not there. Takes about half a second, and
   * some seconds the first time.
   *
   * @param directory made if it isn't there
   * @throws EmbeddedDatabaseException if another Delos uses the directory, its data are of another
   *     major version, or PostgreSQL doesn't start
   */
  public static EmbeddedDatabase start(Path directory) {
    return start(directory, directory.resolve("postgresql-programs"), DURABLE);
  }

  /** For tests: with the programs elsewhere, and maybe without durability. */
  static EmbeddedDatabase start(Path directory, Path programsHome, Map<String, String> settings) {
    try {
      Path real = Files.createDirectories(directory).toRealPath();
      DirectoryLock lock = DirectoryLock.acquire(real);
      try {
        return startLocked(lock, real, programsHome.toAbsolutePath(), settings);
      } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedDatabaseException(directory, "interrupted while starting", e);
    } catch (IOException | SQLException e) {
      throw new EmbeddedDatabaseException(directory, "PostgreSQL can't run here: " + words(e), e);
    }
  }

  /** For operators, who shouldn't have to know Java's exceptions where it can be helped. */
  private static String words(Exception e) {
    if (e instanceof FileAlreadyExistsException file) {
      return file.getFile() + " is no folder";
    }
    return e instanceof AccessDeniedException denied
        ? denied.getFile() + " may not be written"
        : e.toString();
  }

  /** Where it listens. The port is another one after each start. */
  public DatabaseUrl url() {
    return url;
  }

  /**
   * Stops it, also while it is started again, within 5 s or a little more, and frees the directory.
   */
  @Override
  public void close() {
    try {
      stopAndUnlock();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(lock.directory(), "can't be closed: " + e, e);
    }
  }

  private void stopAndUnlock() throws IOException, InterruptedException {
    try {
      watch.stop();
    } finally {
      lock.close();
    }
  }

  private static EmbeddedDatabase startLocked(
      DirectoryLock lock, Path directory, Path programsHome, Map<String, String> settings)
      throws IOException, InterruptedException, SQLException {
    Path programs = PostgresPrograms.unpack(programsHome);
    Cluster cluster = Cluster.open(directory, programs);
    Postmaster postmaster = new Postmaster(programs, cluster.path());
    Map<String, String> all = all(settings);
    int port = postmaster.start(all);
    DatabaseUrl url =
        new DatabaseUrl(
            Cluster.USER,
            cluster.password(),
            "127.0.0.1",
            port,
            DATABASE,
            new TlsSettings(SslMode.DISABLE, ""));
    try {
      createDatabase(url);
    } catch (SQLException | RuntimeException e) {
      postmaster.stop();
      throw e;
    }
    PostmasterWatch watch = PostmasterWatch.over(postmaster, port, all, PostmasterWatch.LIMIT);
    return new EmbeddedDatabase(lock, watch, url);
  }

  private static Map<String, String> all(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(COMMON);
    all.putAll(settings);
    return all;
  }

  private static void createDatabase(DatabaseUrl url) throws SQLException {
    try (Connection connection = url.withDatabase("postgres").dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'delos'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }
}
