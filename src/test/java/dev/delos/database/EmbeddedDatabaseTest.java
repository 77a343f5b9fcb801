package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One directory serves all tests: to make one takes longer than the rest of a test. */
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedDatabaseTest {
  private final Path directory;

  EmbeddedDatabaseTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void itIsDurableAndListensOnTheLoopbackAddressAlone() throws Exception {
    try (EmbeddedDatabase database = start()) {
      assertThat(show(database, "fsync")).isEqualTo("on");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "full_page_writes")).isEqualTo("on");
      assertThat(show(database, "data_checksums")).isEqualTo("on");
      assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(database, "unix_socket_directories")).isEmpty();
      assertThat(show(database, "max_connections")).isEqualTo("100");
      assertThat(show(database, "log_timezone")).isEqualTo("UTC");
      assertThat(show(database, "server_encoding")).isEqualTo("UTF8");
      assertThat(select(database.url(), "SELECT upper('é') || ('Z' < 'a')"))
          .containsExactly("Étrue");
    }
  }

  @Test
  void itAsksForThePasswordThatOnlyTheOwnerCanRead() throws Exception {
    try (EmbeddedDatabase database = start()) {
      DatabaseUrl url = database.url();
      DatabaseUrl wrong =
          new DatabaseUrl(url.user(), "wrong", url.host(), url.port(), url.database(), url.tls());

      assertThatThrownBy(() -> select(wrong, "SELECT 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
    Path password = cluster().resolve("delos.password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster())))
        .isEqualTo("rwx------");
  }

  @Test
  void rowsSurviveARestartAndClosingDoesNotWaitForClients() throws Exception {
    EmbeddedDatabase database = start();
    TestDatabase.execute(
        database.url(), "DROP TABLE IF EXISTS kept; CREATE TABLE kept (name text)");
    TestDatabase.execute(database.url(), "INSERT INTO kept VALUES ('a')");
    try (Connection client = database.url().dataSource().getConnection();
        Statement statement = client.createStatement()) {
      client.setAutoCommit(false);
      assertThat(statement.executeUpdate("INSERT INTO kept VALUES ('b')")).isEqualTo(1);

      Instant begin = Instant.now();
      database.close();
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    assertThat(keptAfterRestart()).containsExactly("a");
  }

  @Test
  void aSecondOneInTheSameJvmIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    try (EmbeddedDatabase database = start()) {
      assertThat(database.url().database()).isEqualTo("delos");
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessage(inUseBy(ProcessHandle.current().pid()));

      try (EmbeddedDatabaseProcess other = EmbeddedDatabaseProcess.start(directory)) {
        assertThat(other.firstLine()).isEqualTo(inUseBy(ProcessHandle.current().pid()));
      }
    }
  }

  @Test
  void dataOfAnotherMajorVersionAreRefused() throws Exception {
    Path home = directory.resolve("old");
    Path cluster = Files.createDirectories(home.resolve("postgresql"));
    Files.writeString(cluster.resolve("PG_VERSION"), "16\n");

    assertThatThrownBy(() -> start(home))
        .hasMessage(cluster + ": was written by PostgreSQL 16, this Delos brings 17");
  }

  @Test
  void aDirectoryWithOtherFilesIsRefusedAndLeftAlone() throws Exception {
    Path home = directory.resolve("other");
    Path cluster = Files.createDirectories(home.resolve("postgresql"));
    Path file = Files.writeString(cluster.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> start(home))
        .hasMessage(cluster + ": holds something else than a PostgreSQL's data");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFileInThePlaceOfTheDirectoryIsRefusedInWords() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "mine");

    assertThatThrownBy(() -> start(file))
        .hasMessage(file + ": PostgreSQL can't run here: " + file + " is no folder");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFailedStartSaysWhatPostgresSaysAndFreesTheDirectory() throws Exception {
    start().close();
    Path settings = cluster().resolve("postgresql.conf");
    String good = Files.readString(settings);
    Files.writeString(settings, "no_such_setting = 1\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("PostgreSQL doesn't start")
        .hasMessageContaining("no_such_setting");

    Files.writeString(settings, good);
    start().close();
  }

  @Test
  void aProcessThatGotTheNumberOfADeadPostmasterIsLeftAlone() throws Exception {
    start().close();
    Process innocent = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          PostmasterFile.in(cluster()),
          innocent.pid() + "\n" + cluster() + "\n" + Instant.now().getEpochSecond() + "\n");

      start().close();

      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroyForcibly();
      assertThat(innocent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPostgresThatStartedAtAnotherTimeIsNotTakenForOurs() throws Exception {
    try (EmbeddedDatabase database = start()) {
      assertThat(database.url().port()).isPositive();
      PostmasterFile file = PostmasterFile.read(cluster()).orElseThrow();
      assertThat(file.process()).isPresent();

      PostmasterFile older = new PostmasterFile(file.pid(), file.started().minusSeconds(3600));
      assertThat(older.process()).isEmpty();
      assertThat(older.isStale()).isFalse();
    }
  }

  @Test
  void anEmptyPostmasterFileDoesNotStopTheNextStart() throws Exception {
    start().close();
    Files.createFile(PostmasterFile.in(cluster()));

    start().close();
  }

  @Test
  void rowsSurviveTheCrashOfTheServerItself() throws Exception {
    try (EmbeddedDatabase database = start()) {
      TestDatabase.execute(
          database.url(), "DROP TABLE IF EXISTS kept; CREATE TABLE kept (name text)");
      TestDatabase.execute(database.url(), "INSERT INTO kept VALUES ('a')");
      ProcessHandle postmaster =
          PostmasterFile.read(cluster()).flatMap(PostmasterFile::process).orElseThrow();
      assertThat(postmaster.destroyForcibly()).isTrue();
    }

    assertThat(keptAfterRestart()).containsExactly("a");
  }

  private List<String> keptAfterRestart() throws SQLException {
    try (EmbeddedDatabase database = start()) {
      return select(database.url(), "SELECT name FROM kept");
    }
  }

  private EmbeddedDatabase start() {
    return start(directory);
  }

  private static EmbeddedDatabase start(Path directory) {
    return EmbeddedDatabase.start(directory, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE);
  }

  private Path cluster() {
    return directory.resolve("postgresql");
  }

  private String inUseBy(long pid) {
    return directory + ": in use by another Delos (process " + pid + ")";
  }

  private static String show(EmbeddedDatabase database, String setting) throws SQLException {
    return select(database.url(), "SHOW " + setting).get(0);
  }

  static List<String> select(DatabaseUrl url, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = url.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
