package dev.delos.database;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL of this test JVM: started on first use, stopped when the JVM ends. */
final class TestServer {
  /** Unpacked once for all test runs of the build directory. */
  static final Path PROGRAMS = Path.of("target", "postgresql-programs");

  /** A test's data need not survive the machine. */
  private static final Map<String, String> QUICK =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          "max_connections", "300");

  private static final Logger LOG = LoggerFactory.getLogger(TestServer.class);
  private static final DatabaseUrl URL = start();

  private TestServer() {}

  /** A login that may create databases. */
  static DatabaseUrl url() {
    return URL;
  }

  private static DatabaseUrl start() {
    @Nullable String given = System.getenv("DELOS_TEST_DATABASE_URL");
    if (given != null && !given.isBlank()) {
      return DatabaseUrl.parse(given);
    }
    return dockerAnswers() ? container() : embedded();
  }

  /** Asks Testcontainers, which takes its time and logs, only where there is something to ask. */
  private static boolean dockerAnswers() {
    return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  /** Ryuk, or else the hook, removes the container. */
  private static DatabaseUrl container() {
    PostgreSQLContainer container =
        new PostgreSQLContainer("postgres:17-alpine")
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
    container.start();
    atExit(container::stop);
    return new DatabaseUrl(
        container.getUsername(),
        container.getPassword(),
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        container.getDatabaseName(),
        new TlsSettings(SslMode.DISABLE, ""));
  }

  private static DatabaseUrl embedded() {
    try {
      Path directory = Files.createTempDirectory("delos-test-");
      EmbeddedDatabase database = EmbeddedDatabase.start(directory, PROGRAMS, QUICK);
      atExit(
          () -> {
            database.close();
            FileTree.delete(directory);
          });
      LOG.info("tests use {}", database.url());
      return database.url();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-database-stop"));
  }
}
