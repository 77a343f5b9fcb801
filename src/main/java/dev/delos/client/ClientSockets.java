package dev.delos.client;

import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;

/** Opens connections to proxies, with the bounds of docs/PROTOCOL.md. */
final class ClientSockets {
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
        .setConnectTimeout((int) Connection.CONNECT_LIMIT.toMillis())
        .setMaxConnections(Integer.MAX_VALUE)
        .setMaxFrameSize(Limits.MAX_SERVER_FRAME_BYTES)
        .setMaxMessageSize(Limits.MAX_SERVER_FRAME_BYTES);
  }

  Future<WebSocket> connect(URI proxy) {
    return webSockets.connect(new WebSocketConnectOptions().setAbsoluteURI(proxy.toString()));
  }

  Future<Void> close() {
    return isOwner ? webSockets.close() : Future.succeededFuture();
  }
}
