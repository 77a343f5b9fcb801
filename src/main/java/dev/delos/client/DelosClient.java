package dev.delos.client;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.spi.EventListeners;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's terminal in Java: one connection to a proxy and the client systems of some mods. For
 * bots, load tests and Java games.
 *
 * <p>Its methods may be called from any thread; the systems' callbacks run on the client's own
 * context, one at a time. A client connects once.
 */
public final class DelosClient {
  private static final Logger log = LoggerFactory.getLogger(DelosClient.class);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final Context context;
  private final WebSocketClient webSockets;
  private final boolean isOwner;
  private final EventListeners listeners = new EventListeners("client");
  private final ClientSystems systems;
  private final Promise<Frame.Welcome> welcome = Promise.promise();
  private final Promise<Closed> closed = Promise.promise();

  @SuppressWarnings("NullAway.Init") // set once connected; only used on the context
  private WebSocket socket;

  private boolean online;
  private boolean closing;
  private String lastWords = "";
  private Consumer<Frame.Fault> onFault =
      fault -> log.warn("the proxy refused a frame: {} {}", fault.code(), fault.message());

  /**
   * How a connection ended.
   *
   * @param code the WebSocket close code of docs/PROTOCOL.md; 1006 if there was none
   * @param reason the proxy's last words, or the empty string
   */
  public record Closed(int code, String reason) {
    /**
     * Whether the player may come back by itself, with a new client and the same token, after a
     * while; else the player, or somebody else, has to do something first.
     */
    public boolean mayComeBack() {
      return CloseCode.of(code).map(known -> !known.isFinal()).orElse(true);
    }
  }

  /** A client that has not connected, with the client systems of the mods. */
  public DelosClient(Vertx vertx, Collection<? extends Mod> mods, Clock clock) {
    this(vertx, vertx.createWebSocketClient(webSocketOptions()), true, mods, clock);
  }

  private DelosClient(
      Vertx vertx,
      WebSocketClient webSockets,
      boolean isOwner,
      Collection<? extends Mod> mods,
      Clock clock) {
    this.context = vertx.getOrCreateContext();
    this.webSockets = webSockets;
    this.isOwner = isOwner;
    this.systems = new ClientSystems(List.copyOf(mods), clock, listeners, this::send);
  }

  /**
   * One of many clients in a process.
   *
   * @param shared made with {@link #webSocketOptions()}; closed by its maker, after the clients
   */
  public static DelosClient sharing(
      Vertx vertx, WebSocketClient shared, Collection<? extends Mod> mods, Clock clock) {
    return new DelosClient(vertx, shared, false, mods, clock);
  }

  /** What a client needs of its WebSockets. */
  public static WebSocketClientOptions webSocketOptions() {
    return new WebSocketClientOptions()
        .setConnectTimeout((int) CONNECT_LIMIT.toMillis())
        .setMaxConnections(Integer.MAX_VALUE)
        .setMaxFrameSize(Limits.MAX_SERVER_FRAME_BYTES)
        .setMaxMessageSize(Limits.MAX_SERVER_FRAME_BYTES);
  }

  /** Is told of refused frames, on the client's context; else they are logged. Call it before. */
  public void onFault(Consumer<Frame.Fault> handler) {
    onFault = handler;
  }

  /**
   * Starts the systems, connects and says hello.
   *
   * @param url the proxy's WebSocket, such as {@code ws://127.0.0.1:8080/ws}
   * @param token who the player is
   * @return who the proxy says the player is; fails with {@link ConnectionClosedException} if it
   *     closes instead
   */
  public Future<Frame.Welcome> connect(URI url, String token) {
    return onContext(
        () ->
            systems
                .start()
                .onSuccess(started -> engineEvent(EngineEvents.UI_INIT_FINISHED))
                .compose(started -> webSockets.connect(options(url)))
                .compose(connected -> greet(connected, token))
                .timeout(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The system of that class. */
  public <S extends ClientSystem> S system(Class<S> type) {
    return systems.find(type);
  }

  /** Runs something on the client's context, where its systems may be called. */
  public <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(start -> work.get()).onComplete(promise));
    return promise.future();
  }

  /** Completes when the connection has ended. */
  public Future<Closed> closed() {
    return closed.future();
  }

  /** Says bye, stops the systems and lets go of the connection. */
  public Future<Void> close() {
    return onContext(
        () -> {
          send(new Frame.Bye("", ""));
          online = false;
          closing = true;
          return systems.stop().eventually(this::closeSocket);
        });
  }

  private Future<Void> closeSocket() {
    if (isOwner) {
      return webSockets.close();
    }
    return socket == null ? Future.succeededFuture() : socket.close();
  }

  /** Breaks the connection without a word, as a network does. For tests of what comes then. */
  public Future<Void> drop() {
    return onContext(
        () -> {
          if (!online) {
            return Future.succeededFuture();
          }
          var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
          return closed.future().mapEmpty();
        });
  }

  private static WebSocketConnectOptions options(URI url) {
    return new WebSocketConnectOptions().setAbsoluteURI(url.toString());
  }

  private Future<Frame.Welcome> greet(WebSocket connected, String token) {
    socket = connected;
    if (closing) {
      return connected.close().compose(gone -> Future.failedFuture("closed while it connected"));
    }
    online = true;
    connected.textMessageHandler(this::receive);
    connected.closeHandler(gone -> ended(connected));
    send(new Frame.Hello(Limits.PROTOCOL_VERSION, token));
    return welcome.future();
  }

  private void receive(String text) {
    Frame.FromProxy frame = FrameCodec.decodeFromProxy(text);
    if (frame instanceof Frame.Event event) {
      EventName name = event.name();
      listeners.dispatch(name.namespace(), name.system(), name.event(), event.data());
    } else if (frame instanceof Frame.Welcome greeting) {
      welcome.tryComplete(greeting);
    } else if (frame instanceof Frame.Fault fault) {
      onFault.accept(fault);
    } else if (frame instanceof Frame.Bye bye) {
      lastWords = bye.message();
      log.debug("the proxy closes: {} {}", bye.code(), bye.message());
    }
  }

  private void ended(WebSocket gone) {
    online = false;
    int code = gone.closeStatusCode() == null ? 1006 : gone.closeStatusCode();
    closed.tryComplete(new Closed(code, lastWords));
    welcome.tryFail(new ConnectionClosedException(code, lastWords));
  }

  private void engineEvent(String event) {
    listeners.dispatch(EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, event, new JsonObject());
  }

  private void send(Frame.FromClient frame) {
    if (online) {
      socket
          .writeTextMessage(FrameCodec.encode(frame))
          .onFailure(failure -> log.debug("not sent: {}", failure.toString()));
    }
  }
}
