package dev.delos.client;

import dev.delos.client.ConnectionState.State;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import dev.delos.protocol.Limits;
import dev.delos.protocol.Loss;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.EncodeException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a player connected: one connection after the other, and one session as long as the network
 * lets it go on. Belongs to the client's context.
 */
final class Connection {
  /** What an attempt may take until the welcome. */
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int NORMAL = 1000;

  /** The largest number that a JSON reader keeps, whatever its language. */
  private static final long MAX_SEQ = (1L << 53) - 1;

  private final Vertx vertx;
  private final ClientSockets sockets;
  private final Listener listener;
  private final List<URI> proxies;
  private final String token;
  private final KeptSession kept;
  private final LongSupplier nanoClock;
  private final BackOff backOff = new BackOff();
  private Progress progress = new Progress();
  private @Nullable Promise<Frame.Welcome> entry;
  private @Nullable Link link;
  private @Nullable Pulse pulse;
  private int attempts;
  private long timer = -1;
  private long tickTimer = -1;
  private boolean comesBack;

  /** Whether another client has taken the session of this one over. */
  private boolean isBehind;

  /** Whether a session of this client may go on. */
  private volatile boolean wasIn;

  private volatile boolean isNumbered;
  private volatile ConnectionState state = ConnectionState.notConnected();
  private volatile Optional<Frame.Welcome> player = Optional.empty();

  /** Is told what comes of it. */
  interface Listener {
    void event(Frame.Event event);

    /** The proxy has refused a frame. */
    void fault(Frame.Fault fault);

    /** It is so from now on. */
    void state(ConnectionState now);

    /** The connection of a player who was in is lost; again if coming back ends for good. */
    void lost(int code, String message, boolean comesBack);

    /** There is a connection again, or one that goes on with what another client has left. */
    void back(String id, boolean resumed, Loss loss);

    /** It is over, unless somebody opens it anew. */
    void over(int code, String message);
  }

  Connection(
      Vertx vertx,
      ClientSockets sockets,
      Listener listener,
      List<URI> proxies,
      String token,
      KeptSession kept,
      LongSupplier nanoClock) {
    this.vertx = vertx;
    this.sockets = sockets;
    this.listener = listener;
    this.proxies = List.copyOf(proxies);
    this.token = token;
    this.kept = kept;
    this.nanoClock = nanoClock;
  }

  /** May be called from any thread. */
  ConnectionState state() {
    return state;
  }

  /** Who the proxy says the player is, while in. May be called from any thread. */
  Optional<Frame.Welcome> player() {
    return player;
  }

  /**
   * Connects now, unless it is connected or about to be.
   *
   * @param staying whether to connect again when an attempt fails or the connection ends
   * @return the welcome; fails with {@link ConnectionClosedException} if it is over before
   */
  Future<Frame.Welcome> open(boolean staying) {
    if (state.code().equals(ConnectionState.LEFT)) {
      return Future.failedFuture(new ConnectionClosedException(NORMAL, "the client was closed"));
    }
    if (entry == null) {
      entry = Promise.promise();
    }
    Future<Frame.Welcome> welcome = entry.future();
    if (link == null) {
      comesBack = staying;
      attempt();
    }
    return welcome;
  }

  private void attempt() {
    vertx.cancelTimer(timer);
    if (wasIn && kept.isAnothers()) {
      close(CloseCode.LOGGED_IN_ELSEWHERE, "another client goes on with the session");
      return;
    }
    URI proxy = proxies.get(attempts++ % proxies.size());
    Link next = new Link(new Ends());
    link = next;
    timer = vertx.setTimer(CONNECT_LIMIT.toMillis(), id -> timedOut());
    become(State.CONNECTING, "", "");
    next.open(sockets, proxy);
  }

  private void timedOut() {
    lost(Link.BROKEN, ConnectionState.CONNECT_TIMEOUT, "");
  }

  private void broken() {
    lost(Link.BROKEN, ConnectionState.CONNECTION_LOST, "");
  }

  /** Breaks the connection, or what would be one, without a word. */
  void drop() {
    if (link != null) {
      broken();
    }
  }

  /** Says bye; it is over for good, and so is the session. */
  Future<Void> leave() {
    Future<Void> left = Future.succeededFuture();
    if (link != null) {
      left = link.leave();
      link = null;
    }
    kept.forget();
    wasIn = false;
    letGo();
    endEntry(NORMAL, "the client was closed");
    become(State.CLOSED, ConnectionState.LEFT, "");
    return left;
  }

  /**
   * Whether an event would be sent, now or when the session goes on: not if a proxy would refuse
   * it, for it would be said again for ever. May be called from any thread.
   */
  boolean canSay(Frame.Notify notify) {
    State now = state.state();
    boolean mayWait = now != State.CLOSED && wasIn && isNumbered;
    return (now == State.ONLINE || mayWait) && !isRefused(notify);
  }

  /** Says something now, or when the session goes on; false if it was not sent and won't be. */
  boolean say(Frame.Notify notify) {
    Optional<Frame.Notify> numbered = progress.say(notify);
    if (numbered.isEmpty()) {
      log.warn("too much waits for the proxy: dropped {}", notify.name());
      return false;
    }
    sendIfOnline(numbered.get());
    return true;
  }

  private static boolean isRefused(Frame.Notify notify) {
    try {
      String text = FrameCodec.encode(notify.withSeq(MAX_SEQ));
      if (Limits.isTooLarge(text)) {
        log.error("{} is not sent: allowed: {} bytes", notify.name(), Limits.MAX_FRAME_BYTES);
        return true;
      }
      FrameCodec.decodeFromClient(text);
      return false;
    } catch (FrameException | EncodeException e) {
      log.error("{} is not sent: {}", notify.name(), e.getMessage());
      return true;
    }
  }

  private void sendIfOnline(Frame.FromClient frame) {
    if (link != null && state.state() == State.ONLINE) {
      send(link, frame);
    }
  }

  private void send(Link by, Frame.FromClient frame) {
    by.send(frame);
    if (pulse != null && frame instanceof Frame.Notify notify && notify.seq() != Frame.NO_SEQ) {
      pulse.expect();
    }
  }

  /** What the link says. */
  private final class Ends implements Link.Listener {
    @Override
    public void opened() {
      if (link != null) {
        link.send(hello());
      }
    }

    @Override
    public void received(Frame.FromProxy frame, int chars) {
      if (pulse != null) {
        pulse.heard();
      }
      receive(frame, chars);
    }

    @Override
    public void ended(int code, String reason, String message) {
      String name =
          CloseCode.of(code)
              .map(CloseCode::name)
              .orElse(reason.isEmpty() ? ConnectionState.CONNECTION_LOST : reason);
      lost(code, name, message);
    }
  }

  private Frame.Hello hello() {
    if (!wasIn) {
      progress = new Progress();
      kept.recall().ifPresent(progress::recall);
    }
    return new Frame.Hello(Limits.PROTOCOL_VERSION, token, progress.resume());
  }

  private void receive(Frame.FromProxy frame, int chars) {
    boolean isOnline = state.state() == State.ONLINE;
    if (frame instanceof Frame.Welcome welcome && !isOnline && link != null) {
      welcomed(link, welcome);
    } else if (frame instanceof Frame.Event event && isOnline) {
      handle(event, chars);
    } else if (frame instanceof Frame.Ack ack) {
      progress.taken(ack.seq());
    } else if (frame instanceof Frame.Fault fault) {
      listener.fault(fault);
    }
  }

  private void welcomed(Link by, Frame.Welcome welcome) {
    vertx.cancelTimer(timer);
    Frame.Standing standing = welcome.standing();
    boolean isBack = wasIn || standing.resumed();
    List<Frame.Notify> again = progress.welcomed(welcome);
    Loss loss = lossOf(standing);
    player = Optional.of(welcome);
    wasIn = true;
    isBehind = false;
    backOff.online();
    keep();
    pulse = new Pulse(nanoClock);
    tickTimer = vertx.setPeriodic(Limits.ACK_WITHIN.toMillis(), id -> tick());
    if (standing.resumed()) {
      by.send(progress.ackAgain());
    }
    again.forEach(notify -> send(by, notify));
    become(State.ONLINE, "", "");
    if (entry != null) {
      entry.tryComplete(welcome);
    }
    if (isBack) {
      listener.back(welcome.playerId(), standing.resumed(), loss);
    }
  }

  /** What another client has handled meanwhile, this one has missed. */
  private Loss lossOf(Frame.Standing standing) {
    Loss loss = standing.loss().orElse(Loss.SESSION_OVER);
    return standing.resumed() && loss == Loss.NONE && isBehind ? Loss.EVENTS_DROPPED : loss;
  }

  private void keep() {
    Optional<Frame.Resume> session = progress.resume();
    isNumbered = session.isPresent();
    session.ifPresentOrElse(mine -> kept.keep(mine.id(), mine.seq()), kept::forget);
  }

  private void handle(Frame.Event event, int chars) {
    if (!progress.isNew(event.seq())) {
      return;
    }
    listener.event(event);
    boolean isAckDue = progress.handled(event.seq(), chars);
    progress.resume().ifPresent(mine -> kept.advance(mine.seq()));
    if (isAckDue) {
      acknowledge();
    }
  }

  private void acknowledge() {
    progress.ack().ifPresent(this::sendIfOnline);
  }

  private void tick() {
    acknowledge();
    if (pulse != null) {
      switch (pulse.check()) {
        case FINE -> log.trace("the proxy answers");
        case ASK -> sendIfOnline(progress.ackAgain());
        case DEAD -> broken();
      }
    }
  }

  private void lost(int code, String reason, String message) {
    if (!comesBack || isFinal(reason)) {
      close(code, reason, message);
      return;
    }
    boolean wasOnline = player.isPresent();
    letGo();
    if (wasOnline) {
      entry = null;
    }
    timer = vertx.setTimer(backOff.nextMs(), id -> attempt());
    become(State.WAITING, reason, message);
    if (wasOnline) {
      listener.lost(code, message, true);
    }
  }

  private static boolean isFinal(String reason) {
    return CloseCode.named(reason).filter(CloseCode::isFinal).isPresent();
  }

  private void close(CloseCode code, String message) {
    close(code.code(), code.name(), message);
  }

  /** It doesn't come back by itself; if only the player may ask for it, its session is over. */
  private void close(int code, String reason, String message) {
    boolean wasHere = wasIn;
    letGo();
    if (isFinal(reason)) {
      wasIn = false;
      if (reason.equals(CloseCode.LOGGED_IN_ELSEWHERE.name())) {
        isBehind = wasHere;
      } else {
        kept.forget();
      }
    }
    become(State.CLOSED, reason, message);
    endEntry(code, message);
    if (wasHere) {
      listener.lost(code, message, false);
    }
    // Last: who waits for the end finds that the systems have been told.
    listener.over(code, message);
  }

  private void endEntry(int code, String message) {
    Promise<Frame.Welcome> waiting = entry;
    entry = null;
    if (waiting != null) {
      waiting.tryFail(new ConnectionClosedException(code, message));
    }
  }

  private void letGo() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(tickTimer);
    pulse = null;
    player = Optional.empty();
    Link last = link;
    link = null;
    if (last != null) {
      last.drop();
    }
  }

  private void become(State now, String code, String message) {
    state = new ConnectionState(now, code, message);
    listener.state(state);
  }
}
