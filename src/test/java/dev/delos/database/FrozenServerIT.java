package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does nothing any more, as when its machine hangs: no error, no closed socket. */
class FrozenServerIT {
  private static final PoolSettings IMPATIENT =
      new PoolSettings(
          1, 10, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(200));

  @Test
  void aCallFailsInTimeAndThePoolRecoversOnceTheServerWakesUp(@TempDir Path directory)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedDatabase server =
        EmbeddedDatabase.start(directory, TestServer.PROGRAMS, EmbeddedDatabase.DURABLE)) {
      PgDatabase database =
          PgDatabase.connect(vertx, server.url(), IMPATIENT).await(10, TimeUnit.SECONDS);
      int backend = backend(database);
      signal("STOP", backend);
      try {
        Instant begin = Instant.now();
        assertThatThrownBy(() -> backend(database)).isInstanceOf(TimeoutException.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
      } finally {
        signal("CONT", backend);
      }

      await().untilAsserted(() -> assertThat(backend(database)).isPositive());
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
