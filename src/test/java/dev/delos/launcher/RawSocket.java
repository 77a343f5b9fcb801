package dev.delos.launcher;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket without our client: sends whatever a test likes. */
final class RawSocket {
  private final WebSocket socket;
  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> seen = new CopyOnWriteArrayList<>();
  private final Promise<Integer> closed = Promise.promise();

  private RawSocket(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(
        text -> {
          seen.add(new JsonObject(text));
          frames.add(new JsonObject(text));
        });
    socket.closeHandler(
        gone ->
            closed.complete(
                socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode().intValue()));
  }

  static RawSocket connect(Vertx vertx, URI url) {
    WebSocketClientOptions options =
        new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20);
    return Await.get(
        vertx
            .createWebSocketClient(options)
            .connect(url.getPort(), url.getHost(), url.getPath())
            .map(RawSocket::new));
  }

  /** One that has said hello and been welcomed. */
  static RawSocket welcomed(TestNetwork network, String name) {
    RawSocket socket = connect(network.vertx(), network.webSocket()).hello(network.token(name));
    socket.next("welcome");
    return socket;
  }

  RawSocket send(String text) {
    Await.get(socket.writeTextMessage(text));
    return this;
  }

  RawSocket sendBinary(Buffer data) {
    Await.get(socket.writeBinaryMessage(data));
    return this;
  }

  /** Sends without waiting for the socket to take it. */
  Future<Void> sendLater(String text) {
    return socket.writeTextMessage(text);
  }

  RawSocket hello(String token) {
    return send(new JsonObject().put("op", "hello").put("version", 1).put("token", token).encode());
  }

  /** The next frame of that kind; others are passed over. */
  JsonObject next(String op) {
    try {
      while (true) {
        JsonObject frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
          throw new AssertionError("no " + op + " came, but " + seen);
        }
        if (frame.getString("op").equals(op)) {
          return frame;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The next event of that name. */
  JsonObject nextEvent(String event) {
    while (true) {
      JsonObject frame = next("event");
      if (frame.getString("event").equals(event)) {
        return frame;
      }
    }
  }

  /** How many events of that name have come so far. */
  long countEvents(String event) {
    return seen.stream().filter(frame -> event.equals(frame.getString("event"))).count();
  }

  /** The code with which the proxy closes. */
  int closeCode() {
    return Await.get(closed.future());
  }

  boolean isOpen() {
    return !socket.isClosed();
  }
}
