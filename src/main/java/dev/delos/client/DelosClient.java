package dev.delos.client;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.Loss;
import dev.delos.sdk.ClientSystem;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Mod;
import dev.delos.sdk.spi.EventListeners;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's terminal in Java: a session with a proxy and the client systems of some mods. For
 * bots, load tests and Java games.
 *
 * <p>A connection that breaks after the player was in is made anew, after a while, and the session
 * goes on: what was missed comes once and in order, and what the systems say meanwhile is sent
 * then. They are told by {@link EngineEvents#CONNECTION_LOST} and {@link
 * EngineEvents#CONNECTION_RESUMED}, also of what was lost.
 *
 * <p>Its methods may be called from any thread; the systems' callbacks run on the client's own
 * context, one at a time. A client connects once.
 */
public final class DelosClient {
  private static final Logger log = LoggerFactory.getLogger(DelosClient.class);
  private static final int NORMAL = 1000;

  private final Vertx vertx;
  private final Context context;
  private final ClientSockets sockets;
  private final EventListeners listeners = new EventListeners("client");
  private final ClientSystems systems;
  private final Promise<Closed> closed = Promise.promise();
  private @Nullable Lifeline lifeline;
  private Consumer<Frame.Fault> onFault =
      fault -> log.warn("the proxy refused a frame: {} {}", fault.code(), fault.message());

  /**
   * How a client's time on the network ended.
   *
   * @param code the WebSocket close code of docs/PROTOCOL.md; 1006 if there was none
   * @param reason the proxy's last words, or the empty string
   */
  public record Closed(int code, String reason) {
    /**
     * Whether the player may come back by itself, with the same token, after a while; else the
     * player, or somebody else, has to do something first.
     */
    public boolean mayComeBack() {
      return CloseCode.of(code).map(known -> !known.isFinal()).orElse(true);
    }

    static Closed of(Throwable failure) {
      int code = failure instanceof ConnectionClosedException known ? known.code() : Link.BROKEN;
      return new Closed(code, String.valueOf(failure.getMessage()));
    }
  }

  /** A client that has not connected, with the client systems of the mods. */
  public DelosClient(Vertx vertx, Collection<? extends Mod> mods, Clock clock) {
    this(vertx, ClientSockets.own(vertx), mods, clock);
  }

  private DelosClient(
      Vertx vertx, ClientSockets sockets, Collection<? extends Mod> mods, Clock clock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.sockets = sockets;
    this.systems = new ClientSystems(List.copyOf(mods), clock, listeners, this::say);
  }

  /**
   * One of many clients in a process.
   *
   * @param shared made with {@link #webSocketOptions()}; closed by its maker, after the clients
   */
  public static DelosClient sharing(
      Vertx vertx, WebSocketClient shared, Collection<? extends Mod> mods, Clock clock) {
    return new DelosClient(vertx, ClientSockets.shared(shared), mods, clock);
  }

  /** What a client needs of its WebSockets. */
  public static WebSocketClientOptions webSocketOptions() {
    return ClientSockets.options();
  }

  /** Is told of refused frames, on the client's context; else they are logged. Call it before. */
  public void onFault(Consumer<Frame.Fault> handler) {
    onFault = handler;
  }

  /**
   * Starts the systems, connects and says hello. Once the player is in, the client connects again
   * by itself whenever the connection breaks.
   *
   * @param url the proxy's WebSocket, such as {@code ws://127.0.0.1:8080/ws}
   * @param token who the player is
   * @return who the proxy says the player is; fails with {@link ConnectionClosedException} if it
   *     closes instead, and then it is over
   */
  public Future<Frame.Welcome> connect(URI url, String token) {
    return connect(List.of(url), token);
  }

  /** As {@link #connect(URI, String)}, each time to the next of these proxies. */
  public Future<Frame.Welcome> connect(List<URI> urls, String token) {
    return connect(urls, token, true);
  }

  /** As {@link #connect(URI, String)}, but when the connection ends, it is over. */
  public Future<Frame.Welcome> connectOnce(URI url, String token) {
    return connect(List.of(url), token, false);
  }

  private Future<Frame.Welcome> connect(List<URI> urls, String token, boolean comesBack) {
    return onContext(
        () -> {
          Lifeline mine = new Lifeline(vertx, sockets, new Messenger(), urls, token, comesBack);
          lifeline = mine;
          return systems
              .start()
              .onSuccess(started -> tell(EngineEvents.UI_INIT_FINISHED, new JsonObject()))
              .compose(started -> mine.begin())
              .onFailure(failure -> closed.tryComplete(Closed.of(failure)));
        });
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

  /** Completes when it is over for good: there is no connection, and none will be made. */
  public Future<Closed> closed() {
    return closed.future();
  }

  /** Breaks the connection without a word, as a network does. For tests of what comes then. */
  public void drop() {
    context.runOnContext(
        now -> {
          if (lifeline != null) {
            lifeline.drop();
          }
        });
  }

  /** Says bye, stops the systems and lets go of the connection. */
  public Future<Void> close() {
    return onContext(
        () ->
            (lifeline == null ? Future.<Void>succeededFuture() : lifeline.leave())
                .eventually(systems::stop)
                .eventually(sockets::close)
                .onComplete(gone -> closed.tryComplete(new Closed(NORMAL, ""))));
  }

  private void say(Frame.Notify notify) {
    if (lifeline != null) {
      lifeline.say(notify);
    }
  }

  private void tell(String event, JsonObject data) {
    listeners.dispatch(EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, event, data);
  }

  /** Tells the client's systems. */
  private final class Messenger implements Lifeline.Listener {
    @Override
    public void event(Frame.Event event) {
      EventName name = event.name();
      listeners.dispatch(name.namespace(), name.system(), name.event(), event.data());
    }

    @Override
    public void fault(Frame.Fault fault) {
      onFault.accept(fault);
    }

    @Override
    public void lost(Closed end, boolean comesBack) {
      tell(
          EngineEvents.CONNECTION_LOST,
          new JsonObject()
              .put("code", end.code())
              .put("message", end.reason())
              .put("comesBack", comesBack));
      if (!comesBack) {
        closed.tryComplete(end);
      }
    }

    @Override
    public void back(Frame.Welcome welcome) {
      Frame.Standing standing = welcome.standing();
      tell(
          EngineEvents.CONNECTION_RESUMED,
          new JsonObject()
              .put("id", welcome.playerId())
              .put("resumed", standing.resumed())
              .put("loss", standing.loss().orElse(Loss.SESSION_OVER).name()));
    }
  }
}
