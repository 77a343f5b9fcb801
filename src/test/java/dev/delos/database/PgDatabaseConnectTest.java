package dev.delos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgDatabaseConnectTest {
  private final Vertx vertx = Vertx.vertx();
  private final DatabaseUrl server = TestServer.url();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertReason(at("127.0.0.1", port), "connection refused");
  }

  @Test
  void hostIsUnknown() {
    assertReason(at("no-such-host.invalid", 5432), "unknown host");
  }

  @Test
  void passwordIsWrong() {
    TestDatabase.execute(server, "CREATE ROLE stranger LOGIN PASSWORD 'right'");
    try {
      DatabaseUrl wrong =
          new DatabaseUrl(
              "stranger", "wrong", server.host(), server.port(), server.database(), server.tls());
      assertReason(wrong, "password refused (SQLSTATE 28P01)");
    } finally {
      TestDatabase.execute(server, "DROP ROLE stranger");
    }
  }

  @Test
  void databaseIsMissing() {
    assertReason(server.withDatabase("nowhere"), "the database doesn't exist (SQLSTATE 3D000)");
  }

  @Test
  void aSocketThatIsNoPostgresIsNamedToo() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread closer = new Thread(() -> acceptAndClose(socket));
      closer.start();

      assertReason(at("127.0.0.1", socket.getLocalPort()), "the server closed the connection");
      closer.join();
    }
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForLong() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertReason(at("127.0.0.1", socket.getLocalPort()), "no answer in time");
    }
  }

  @Test
  void theMessageHasTheUrlWithoutThePassword() {
    assertThatThrownBy(() -> connect(at("no-such-host.invalid", 5432)))
        .hasMessage("found postgresql://***@no-such-host.invalid:5432/game: unknown host")
        .isInstanceOfSatisfying(
            DatabaseUnavailableException.class,
            e ->
                assertThat(e.found()).isEqualTo("postgresql://***@no-such-host.invalid:5432/game"));
  }

  private static void acceptAndClose(ServerSocket socket) {
    try {
      socket.accept().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertReason(DatabaseUrl url, String reason) {
    assertThatThrownBy(() -> connect(url))
        .isInstanceOfSatisfying(
            DatabaseUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void connect(DatabaseUrl url) throws Exception {
    PgDatabase connected =
        PgDatabase.connect(vertx, url, PoolSettings.DEFAULTS).await(20, TimeUnit.SECONDS);
    assertThat(connected).isNull();
  }

  private static DatabaseUrl at(String host, int port) {
    return new DatabaseUrl(
        "me", "secret", host, port, "game", new TlsSettings(SslMode.DISABLE, ""));
  }
}
