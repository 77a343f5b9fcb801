package dev.delos.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.config.ClientLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TCP connections that say nothing, or are too many. */
class TcpConnectionsTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger refused = new AtomicInteger();

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void oneThatAsksForNothingIsClosedAndOneThatHasAskedIsNot() throws IOException {
    HttpServer server = listen(new ClientLimits(10, 10, 10, 10, 10, 10, 10));
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        Socket good = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      silent.setSoTimeout(5_000);
      slow.setSoTimeout(5_000);
      slow.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      ask(good);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
      ask(good);
    }
    assertThat(refused).hasValue(0);
  }

  @Test
  void thoseThatAreTooManyAreClosed() throws IOException {
    HttpServer server = listen(new ClientLimits(1, 10, 10, 10, 10, 10, 10));
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        Socket second = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      ask(first);
      ask(second);
      try (Socket third = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
        third.setSoTimeout(5_000);
        assertThat(third.getInputStream().read()).isEqualTo(-1);
      }
      ask(first);
    }
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket later =
                  new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
                ask(later);
                return true;
              }
            });
    assertThat(refused).hasPositiveValue();
  }

  private static void ask(Socket socket) throws IOException {
    socket.setSoTimeout(5_000);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[1_000];
    int length = socket.getInputStream().read(answer);
    assertThat(new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 200");
  }

  private HttpServer listen(ClientLimits limits) {
    TcpConnections connections =
        new TcpConnections(
            vertx, limits, Duration.ofMillis(300), peer -> false, refused::incrementAndGet);
    return Await.get(
        Future.succeededFuture()
            .compose(
                begin ->
                    vertx
                        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                        .connectionHandler(connections::opened)
                        .requestHandler(
                            request -> {
                              connections.spoke(request.connection());
                              var unused = request.response().end();
                            })
                        .listen(0, "127.0.0.1")));
  }
}
