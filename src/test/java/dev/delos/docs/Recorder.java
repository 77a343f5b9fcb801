package dev.delos.docs;

import dev.delos.Await;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sits between clients and a real proxy, and writes down every frame and how each side closes. */
public final class Recorder implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 20;

  private final URI proxy;
  private final WebSocketClient client;
  private final HttpServer server;
  private final List<String> fromClients = new CopyOnWriteArrayList<>();
  private final List<String> fromProxy = new CopyOnWriteArrayList<>();
  private final Set<Integer> closeCodes = new ConcurrentSkipListSet<>();

  public Recorder(Vertx vertx, URI proxy) {
    this.proxy = proxy;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(MAX_BYTES).setMaxMessageSize(MAX_BYTES));
    this.server = vertx.createHttpServer().webSocketHandler(this::connected);
    Await.get(server.listen(0, "127.0.0.1"));
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + proxy.getPath());
  }

  List<String> fromClients() {
    return List.copyOf(fromClients);
  }

  List<String> fromProxy() {
    return List.copyOf(fromProxy);
  }

  /** With which the proxy has closed connections. */
  Set<Integer> closeCodes() {
    return Set.copyOf(closeCodes);
  }

  private void connected(WebSocketBase near) {
    near.pause();
    client
        .connect(proxy.getPort(), proxy.getHost(), proxy.getPath())
        .onSuccess(
            far -> {
              pass(near, far, fromClients);
              pass(far, near, fromProxy);
              far.closeHandler(
                  closed -> {
                    if (far.closeStatusCode() != null) {
                      closeCodes.add(far.closeStatusCode().intValue());
                    }
                    end(near, far);
                  });
              near.closeHandler(closed -> end(far, near));
              near.resume();
            })
        .onFailure(refused -> drop(near));
  }

  private static void pass(WebSocketBase from, WebSocketBase to, List<String> said) {
    from.textMessageHandler(
        text -> {
          said.add(text);
          to.writeTextMessage(text).onFailure(gone -> {});
        });
    from.binaryMessageHandler(data -> to.writeBinaryMessage(data).onFailure(gone -> {}));
  }

  /** As the other side has ended. */
  private static void end(WebSocketBase one, WebSocketBase other) {
    if (other.closeStatusCode() == null) {
      drop(one);
    } else {
      one.close(other.closeStatusCode(), other.closeReason()).onFailure(gone -> {});
    }
  }

  private static void drop(WebSocketBase socket) {
    Promise<Void> dropped = Promise.promise();
    ((WebSocketInternal) socket)
        .channelHandlerContext()
        .close()
        .addListener(closed -> dropped.complete());
  }

  @Override
  public void close() {
    Await.get(server.close());
    Await.get(client.close());
  }
}
