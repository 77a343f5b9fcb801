package dev.delos.launcher;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket without our client: sends whatever a test likes. */
public final class RawSocket {
  /** Held, as Vert.x closes a client that nobody holds. */
  @SuppressWarnings("unused")
  private final WebSocketClient client;

  private final WebSocket socket;
  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> seen = new CopyOnWriteArrayList<>();
  private final Promise<Integer> closed = Promise.promise();

  private RawSocket(WebSocketClient client, WebSocket socket) {
    this.client = client;
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

  public static RawSocket connect(Vertx vertx, URI url) {
    return connect(vertx, url, Map.of());
  }

  /** One with these headers in its first request. */
  public static RawSocket connect(Vertx vertx, URI url, Map<String, String> headers) {
    return Await.get(connecting(vertx, url, headers));
  }

  /** Fails if it is refused before it is a WebSocket. */
  public static Future<RawSocket> connecting(Vertx vertx, URI url, Map<String, String> headers) {
    WebSocketClientOptions options =
        new WebSocketClientOptions()
            .setMaxFrameSize(1 << 20)
            .setMaxMessageSize(1 << 20)
            .setReceiveBufferSize(32 * 1024);
    WebSocketClient client = vertx.createWebSocketClient(options);
    WebSocketConnectOptions to =
        new WebSocketConnectOptions()
            .setPort(url.getPort())
            .setHost(url.getHost())
            .setURI(url.getPath());
    headers.forEach(to::addHeader);
    return client.connect(to).map(socket -> new RawSocket(client, socket));
  }

  /** One that has said hello and been welcomed. */
  static RawSocket welcomed(TestNetwork network, String name) {
    RawSocket socket = connect(network.vertx(), network.webSocket()).hello(network.token(name));
    socket.next("welcome");
    return socket;
  }

  public RawSocket send(String text) {
    Await.get(socket.writeTextMessage(text));
    return this;
  }

  RawSocket sendBinary(Buffer data) {
    Await.get(socket.writeBinaryMessage(data));
    return this;
  }

  /** Sends without waiting for the socket to take it. */
  public Future<Void> sendLater(String text) {
    return socket.writeTextMessage(text);
  }

  public RawSocket hello(String token) {
    return send(new JsonObject().put("op", "hello").put("version", 1).put("token", token).encode());
  }

  /** The frame of an event to the player's lobby or game; {@code serverId} put in: to a service. */
  public static JsonObject event(String namespace, String system, String event, JsonObject data) {
    return new JsonObject()
        .put("op", "notify")
        .put("namespace", namespace)
        .put("system", system)
        .put("event", event)
        .put("data", data);
  }

  /** Says hello, and wants to go on with a session. */
  public RawSocket resume(String token, String id, long seq) {
    return send(
        new JsonObject()
            .put("op", "hello")
            .put("version", 1)
            .put("token", token)
            .put("resume", new JsonObject().put("id", id).put("seq", seq))
            .encode());
  }

  /** Breaks the connection without a word. */
  public void cut() {
    var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
    closeCode();
  }

  /** Closes with that code, without a word of ours before. */
  public void close(int code) {
    Await.get(socket.close((short) code));
  }

  /** Reads no more, or reads again. */
  public void isReading(boolean reads) {
    var unused = reads ? socket.resume() : socket.pause();
  }

  /** The next frame of that kind; others are passed over. */
  public JsonObject next(String op) {
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
  public int closeCode() {
    return Await.get(closed.future());
  }

  public boolean isOpen() {
    return !socket.isClosed();
  }
}
