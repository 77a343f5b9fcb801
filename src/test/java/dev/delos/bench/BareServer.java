package dev.delos.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A WebSocket server with nothing behind it: sends each client a text at the same pace as the
 * lobbies of {@link ConnectionsBench}, and reads the answers.
 */
final class BareServer {
  private static final int TICK_MILLIS = 50;
  private static final String TEXT =
      "{\"op\":\"event\",\"namespace\":\"numbers\",\"system\":\"Server\",\"event\":\"Number\","
          + "\"data\":{\"id\":\"cba9b12c-e8d1-471e-8d40-64421e6a945e\",\"number\":1234}}";

  private final Deque<ServerWebSocket> sockets = new ArrayDeque<>();

  private BareServer() {}

  /** The pace, in milliseconds. */
  public static void main(String[] args) {
    int pace = Integer.parseInt(args[0]);
    Vertx vertx = Vertx.vertx();
    vertx
        .deployVerticle(
            new AbstractVerticle() {
              @Override
              public void start() {
                new BareServer().listen(vertx, pace);
              }
            })
        .onFailure(Throwable::printStackTrace);
  }

  private void listen(Vertx vertx, int pace) {
    vertx.setPeriodic(TICK_MILLIS, id -> tick(pace));
    listen(
        vertx,
        socket -> {
          socket.textMessageHandler(text -> {});
          socket.closeHandler(gone -> sockets.remove(socket));
          sockets.add(socket);
        });
  }

  /** Takes WebSockets, and prints at which port. */
  static void listen(Vertx vertx, Handler<ServerWebSocket> handler) {
    vertx
        .createHttpServer(
            new HttpServerOptions()
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false))
        .webSocketHandler(handler)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println("listens on " + server.actualPort()))
        .onFailure(Throwable::printStackTrace);
  }

  private void tick(int pace) {
    int part = sockets.size() * TICK_MILLIS / pace;
    for (int i = 0; i < part; i++) {
      ServerWebSocket next = sockets.poll();
      sockets.add(next);
      next.writeTextMessage(TEXT).onFailure(gone -> {});
    }
  }
}
