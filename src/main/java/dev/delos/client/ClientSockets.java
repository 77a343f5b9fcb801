package dev.delos.client;

import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Opens connections to proxies, with the bounds of docs/PROTOCOL.md. */
final class ClientSockets {
  /** A connection on which nothing has come for so long, no answer to a ping either, is broken. */
  static final Duration SILENCE = Duration.ofSeconds(40);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final WebSocketClient webSockets;
  private final boolean isOwner;

  private ClientSockets(WebSocketClient webSockets, boolean isOwner) {
    this.webSockets = webSockets;
    this.isOwner = isOwner;
  }

  /** Those of one client. */
  static ClientSockets own(Vertx vertx) {
    return new ClientSockets(vertx.createWebSocketClient(options()), true);
  }

  /** Those of many clients, which somebody else closes. */
  static ClientSockets shared(WebSocketClient webSockets) {
    return new ClientSockets(webSockets, false);
  }

  static WebSocketClientOptions options() {
    return new WebSocketClientOptions()
        .setConnectTimeout((int) CONNECT_LIMIT.toMillis())
        .setReadIdleTimeout((int) SILENCE.toSeconds())
        .setMaxConnections(Integer.MAX_VALUE)
        .setMaxFrameSize(Limits.MAX_SERVER_FRAME_BYTES)
        .setMaxMessageSize(Limits.MAX_SERVER_FRAME_BYTES);
  }

  /** Connects, and brings what the greeting does; fails if that takes too long. */
  <T> Future<T> welcomed(URI proxy, Function<WebSocket, Future<T>> greeting) {
    return webSockets
        .connect(new WebSocketConnectOptions().setAbsoluteURI(proxy.toString()))
        .compose(greeting)
        .timeout(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  Future<Void> close() {
    return isOwner ? webSockets.close() : Future.succeededFuture();
  }
}
