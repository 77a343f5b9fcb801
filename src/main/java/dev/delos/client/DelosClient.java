package dev.delos.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
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
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player's terminal in Java: a session with a proxy and the client systems of some mods. For
 * bots, load tests and Java games. What it can do, {@code delos.js} can as well: docs/CLIENTS.md.
 *
 * <p>A connection that breaks is made anew, after a while, and the session goes on: what was missed
 * comes once and in order, and what the systems say meanwhile is sent then. They are told by {@link
 * EngineEvents#CONNECTION_LOST} and {@link EngineEvents#CONNECTION_RESUMED}, also of what was lost.
 *
 * <p>Its methods may be called from any thread; the systems' callbacks run on the client's own
 * context, one at a time.
 */
public final class DelosClient {
  private static final Logger log = LoggerFactory.getLogger(DelosClient.class);
  private static final int NORMAL = 1000;

  private final Vertx vertx;
  private final Context context;
  private final ClientSockets sockets;
  private final LongSupplier nanoClock;
  private final EventListeners listeners = new EventListeners("client");
  private final ClientSystems systems;
  private final List<Consumer<ConnectionState>> stateListeners = new CopyOnWriteArrayList<>();
  private volatile Promise<Closed> closed = Promise.promise();
  private volatile @Nullable Connection connection;
  private volatile @Nullable SessionStorage storage;
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
  }

  /** A client that has not connected, with the client systems of the mods. */
  public DelosClient(Vertx vertx, Collection<? extends Mod> mods, Clock clock) {
    this(vertx, ClientSockets.own(vertx), mods, clock, System::nanoTime);
  }

  private DelosClient(
      Vertx vertx,
      ClientSockets sockets,
      Collection<? extends Mod> mods,
      Clock clock,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.sockets = sockets;
    this.nanoClock = nanoClock;
    this.systems = new ClientSystems(List.copyOf(mods), clock, listeners, this::say);
  }

  /** One that looks at a test's clock for how long the proxy has been silent. */
  static DelosClient silentBy(
      Vertx vertx, Collection<? extends Mod> mods, Clock clock, LongSupplier nanoClock) {
    return new DelosClient(vertx, ClientSockets.own(vertx), mods, clock, nanoClock);
  }

  /**
   * One of many clients in a process.
   *
   * @param shared made with {@link #webSocketOptions()}; closed by its maker, after the clients
   */
  public static DelosClient sharing(
      Vertx vertx, WebSocketClient shared, Collection<? extends Mod> mods, Clock clock) {
    return new DelosClient(vertx, ClientSockets.shared(shared), mods, clock, System::nanoTime);
  }

  /** What a client needs of its WebSockets. */
  public static WebSocketClientOptions webSocketOptions() {
    return ClientSockets.options();
  }

  /**
   * Asks a proxy in {@code mode: dev} for a guest's token.
   *
   * @param proxy its WebSocket
   * @return fails with {@link LoginRefusedException} if the proxy gives none
   */
  public static Future<Guest> logInAsGuest(HttpClient http, URI proxy, String name) {
    return GuestLogin.run(http, proxy, name);
  }

  /** Is told of refused frames, on the client's context; else they are logged. Call it before. */
  public void onFault(Consumer<Frame.Fault> handler) {
    onFault = handler;
  }

  /**
   * Has the session kept there, for the next client of the same account. Call it before. By default
   * it is kept nowhere.
   */
  public void keepSessionIn(SessionStorage place) {
    storage = place;
  }

  /** How the connection is. */
  public ConnectionState state() {
    Connection mine = connection;
    return mine == null ? ConnectionState.notConnected() : mine.state();
  }

  /** Who the proxy says that the player is; empty while not online. */
  public Optional<Frame.Welcome> player() {
    Connection mine = connection;
    return mine == null ? Optional.empty() : mine.player();
  }

  /**
   * Calls the listener now, and on the client's context on each change.
   *
   * @return ends it
   */
  @CanIgnoreReturnValue
  public Runnable onState(Consumer<ConnectionState> listener) {
    stateListeners.add(listener);
    listener.accept(state());
    return () -> stateListeners.remove(listener);
  }

  /**
   * Starts the systems, tells them {@link EngineEvents#UI_INIT_FINISHED}, connects, and goes on
   * connecting when that fails or the connection ends, until only the player may ask for it. A
   * system that fails to start is reported and taken out; the others go on. A client does so once.
   *
   * @param url the proxy's WebSocket, such as {@code ws://127.0.0.1:8080/ws}
   * @param token who the player is
   * @return who the proxy says the player is, once in; fails with {@link ConnectionClosedException}
   *     if it is over before
   */
  public Future<Frame.Welcome> connect(URI url, String token) {
    return connect(List.of(url), token);
  }

  /** As {@link #connect(URI, String)}, each time to the next of these proxies. */
  public Future<Frame.Welcome> connect(List<URI> urls, String token) {
    return begin(urls, token, true);
  }

  /**
   * As {@link #connect(URI, String)}, but when the attempt fails or the connection ends, it is
   * over.
   */
  public Future<Frame.Welcome> connectOnce(URI url, String token) {
    return begin(List.of(url), token, false);
  }

  /** Connects anew after it was over, or tries at once if it waits to; after the first time. */
  public Future<Frame.Welcome> connect() {
    return onContext(
        () -> {
          Connection mine = connection;
          if (mine == null) {
            return Future.failedFuture(new IllegalStateException("not connected before"));
          }
          if (closed.future().isComplete() && !mine.state().code().equals(ConnectionState.LEFT)) {
            closed = Promise.promise();
          }
          return mine.open(true);
        });
  }

  private Future<Frame.Welcome> begin(List<URI> urls, String token, boolean staying) {
    return onContext(
        () -> {
          if (connection != null) {
            return Future.failedFuture(new IllegalStateException("connected before"));
          }
          KeptSession kept = new KeptSession(storage, urls, token);
          Connection mine =
              new Connection(vertx, sockets, new Messenger(), urls, token, kept, nanoClock);
          connection = mine;
          return systems
              .start()
              .onSuccess(started -> tell(EngineEvents.UI_INIT_FINISHED, new JsonObject()))
              .compose(started -> mine.open(staying));
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

  /** Completes when it is over: there is no connection, and none is made by itself. */
  public Future<Closed> closed() {
    return closed.future();
  }

  /** Breaks the connection without a word, as a network does. For tests of what comes then. */
  public void drop() {
    context.runOnContext(
        now -> {
          if (connection != null) {
            connection.drop();
          }
        });
  }

  /** Says bye for good, stops the systems in reverse and lets go of the connection. */
  public Future<Void> close() {
    return onContext(
        () ->
            (connection == null ? Future.<Void>succeededFuture() : connection.leave())
                .eventually(systems::stop)
                .eventually(sockets::close)
                .onComplete(gone -> closed.tryComplete(new Closed(NORMAL, ""))));
  }

  /** From another thread: whether it may be sent. What is too much then, is dropped. */
  private boolean say(Frame.Notify notify) {
    Connection mine = connection;
    if (mine == null || !mine.canSay(notify)) {
      return false;
    }
    if (Vertx.currentContext() == context) {
      return mine.say(notify);
    }
    context.runOnContext(now -> mine.say(notify));
    return true;
  }

  private void tell(String event, JsonObject data) {
    listeners.dispatch(EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, event, data);
  }

  private static void tellState(Consumer<ConnectionState> listener, ConnectionState now) {
    try {
      listener.accept(now);
    } catch (RuntimeException e) {
      log.error("a state listener failed", e);
    }
  }

  /** Tells the client's systems, and whoever listens. */
  private final class Messenger implements Connection.Listener {
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
    public void state(ConnectionState now) {
      stateListeners.forEach(listener -> tellState(listener, now));
    }

    @Override
    public void lost(int code, String message, boolean comesBack) {
      tell(
          EngineEvents.CONNECTION_LOST,
          new JsonObject().put("code", code).put("message", message).put("comesBack", comesBack));
    }

    @Override
    public void back(String id, boolean resumed, Loss loss) {
      tell(
          EngineEvents.CONNECTION_RESUMED,
          new JsonObject().put("id", id).put("resumed", resumed).put("loss", loss.name()));
    }

    @Override
    public void over(int code, String message) {
      closed.tryComplete(new Closed(code, message));
    }
  }
}
