package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does nothing any more, as when its machine hangs: no error, no closed socket. */
class FrozenServerIT {
  private static final PoolSettings IMPATIENT =
      new PoolSettings(
          1, 10, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(200));

  @Test
  void itsSilenceEndsTheQueryAndTheNextOneGetsAnotherConnection(@TempDir Path directory)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedDatabase server =
        EmbeddedDatabase.start(directory, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE)) {
      PgDatabase database =
          PgDatabase.connect(vertx, server.url(), IMPATIENT).await(10, TimeUnit.SECONDS);
      int backend = backend(database);
      signal("STOP", backend);
      try {
        assertThatThrownBy(() -> backend(database))
            .satisfies(failure -> assertThat(ConnectionFailure.isLost(failure)).isTrue());
        assertThat(backend(database)).isNotEqualTo(backend);
      } finally {
        signal("CONT", backend);
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static int backend(PgDatabase database) throws Exception {
    return database
        .query("SELECT pg_backend_pid()", Tuple.tuple())
        .await(20, TimeUnit.SECONDS)
        .iterator()
        .next()
        .getInteger(0);
  }

  private static void signal(String name, int pid) throws Exception {
    int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    assertThat(status).isZero();
  }
}
