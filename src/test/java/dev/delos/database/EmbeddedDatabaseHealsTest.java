package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** kill -9 of the postmaster, and of nothing else, while the JVM runs. */
class EmbeddedDatabaseHealsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Looks at nothing but the clock for 3 s, not even whether its postmaster lives. */
  private static final String BUSY =
      "DO $$ DECLARE stop timestamptz := clock_timestamp() + interval '3 s';"
          + " BEGIN WHILE clock_timestamp() < stop LOOP END LOOP; END $$";

  private static final String BUSY_BACKENDS =
      "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'";

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(PostmasterWatch.class);

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Vertx vertx = Vertx.vertx();
  private final Path directory;
  private final EmbeddedDatabase server;

  EmbeddedDatabaseHealsTest(@TempDir Path directory) {
    this.directory = directory;
    this.server = EmbeddedDatabase.start(directory, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE);
  }

  @BeforeEach
  void listen() {
    logged.start();
    LOG.addAppender(logged);
  }

  @AfterEach
  void close() throws Exception {
    LOG.detachAppender(logged);
    vertx.close().await(10, TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void thePoolAnswersAgainAfterEachKillWithEveryCommittedRow() throws Exception {
    PgDatabase database = connect();
    query(database, "CREATE TABLE kept (name text)").await(10, TimeUnit.SECONDS);
    query(database, "INSERT INTO kept VALUES ('a')").await(10, TimeUnit.SECONDS);

    killPostmaster();
    awaitKept(database, "a");
    query(database, "INSERT INTO kept VALUES ('b')").await(10, TimeUnit.SECONDS);
    killPostmaster();
    awaitKept(database, "a", "b");

    assertThat(EmbeddedDatabaseTest.select(server.url(), "SHOW fsync")).containsExactly("on");
    await()
        .untilAsserted(
            () ->
                assertThat(levels())
                    .containsExactly(Level.ERROR, Level.INFO, Level.ERROR, Level.INFO));
  }

  @Test
  void aBackendThatOutlivesThePostmasterOnlyDelaysTheStart() throws Exception {
    PgDatabase database = connect();
    Future<RowSet<Row>> busy = startBusyQuery(database);

    killPostmaster();

    await().atMost(LIMIT).ignoreExceptions().until(() -> database.ping().await() == null);
    assertThat(busy.isComplete()).isTrue();
  }

  @Test
  void closingRightAfterAKillLeavesNoServerAndNoLock() throws Exception {
    killPostmaster();
    server.close();
    assertNothingIsLeft();
  }

  @Test
  void closingWhileTheServerStartsAgainLeavesNoServerAndNoLock() throws Exception {
    long killed = killPostmaster();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> PostmasterFile.read(cluster()).filter(f -> f.pid() != killed).isPresent());
    server.close();
    assertNothingIsLeft();
  }

  @Test
  void closingWhileTheServerCannotStartYetLeavesNoServerAndNoLock() throws Exception {
    Future<RowSet<Row>> busy = startBusyQuery(connect());
    killPostmaster();
    await().atMost(LIMIT).until(() -> levels().contains(Level.ERROR));
    server.close();

    assertThat(busy.isComplete()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void aServerThatCannotBeStartedIsGivenUpAfterTheLimit() throws Exception {
    server.close();
    Postmaster postmaster =
        new Postmaster(PostgresPrograms.unpack(TestServer.PROGRAMS.toAbsolutePath()), cluster());
    int port = postmaster.start(Map.of("unix_socket_directories", ""));
    PostmasterWatch watch =
        PostmasterWatch.over(postmaster, port, Map.of("no_such_setting", "1"), LIMIT.dividedBy(20));

    killPostmaster();

    await().atMost(LIMIT).until(() -> levels().equals(List.of(Level.ERROR, Level.ERROR)));
    assertThat(logged.list.get(1).getFormattedMessage()).contains("stays down", "no_such_setting");
    watch.stop();
    assertNothingIsLeft();
  }

  private PgDatabase connect() throws Exception {
    return PgDatabase.connect(vertx, server.url(), PoolSettings.DEFAULTS)
        .await(10, TimeUnit.SECONDS);
  }

  private Future<RowSet<Row>> startBusyQuery(PgDatabase database) {
    Future<RowSet<Row>> busy = query(database, BUSY);
    await().until(() -> !EmbeddedDatabaseTest.select(server.url(), BUSY_BACKENDS).isEmpty());
    return busy;
  }

  private static Future<RowSet<Row>> query(PgDatabase database, String sql) {
    return database.query(sql, Tuple.tuple());
  }

  private void awaitKept(PgDatabase database, String... names) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(kept(database)).containsExactly(names));
  }

  private static List<String> kept(PgDatabase database) throws Exception {
    RowSet<Row> rows =
        query(database, "SELECT name FROM kept ORDER BY name").await(10, TimeUnit.SECONDS);
    return StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString(0)).toList();
  }

  @CanIgnoreReturnValue
  private long killPostmaster() throws IOException {
    ProcessHandle postmaster =
        PostmasterFile.read(cluster()).flatMap(PostmasterFile::process).orElseThrow();
    assertThat(postmaster.destroyForcibly()).isTrue();
    return postmaster.pid();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(ProcessHandle.allProcesses().flatMap(any -> any.info().commandLine().stream()))
        .noneMatch(line -> line.contains(cluster().toString()));
    assertThatThrownBy(() -> EmbeddedDatabaseTest.select(server.url(), "SELECT 1"))
        .isInstanceOf(SQLException.class);
    DirectoryLock.acquire(directory).close();
  }

  private List<Level> levels() {
    synchronized (logged) {
      return logged.list.stream().map(ILoggingEvent::getLevel).toList();
    }
  }

  private Path cluster() {
    return directory.resolve("postgresql");
  }
}
