package dev.delos.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** Many WebSockets, and nothing else; each answers what it gets. */
final class BareClients {
  private static final int A_TICK = 5;
  private static final int TICK_MILLIS = 20;

  private BareClients() {}

  /** The server's port, and how many. */
  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]);
    Vertx vertx = Vertx.vertx();
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger connected = new AtomicInteger();
    vertx.setPeriodic(
        TICK_MILLIS,
        id -> {
          for (int i = 0; i < A_TICK && begun.get() < count; i++) {
            begun.incrementAndGet();
            connect(client, port, connected);
          }
        });
    vertx.setPeriodic(1_000, id -> System.out.println("connected " + connected.get() + "."));
  }

  private static void connect(WebSocketClient client, int port, AtomicInteger connected) {
    client
        .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/ws"))
        .onSuccess(
            socket -> {
              connected.incrementAndGet();
              socket.textMessageHandler(
                  text -> socket.writeTextMessage(text).onFailure(gone -> {}));
              socket.closeHandler(gone -> connected.decrementAndGet());
            })
        .onFailure(Throwable::printStackTrace);
  }
}
