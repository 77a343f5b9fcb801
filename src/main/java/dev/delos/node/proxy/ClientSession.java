package dev.delos.node.proxy;

import dev.delos.node.proxy.Visitors.Visitor;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one client's connection: it waits for hello, logs the player in or goes on with an
 * earlier session, lives, ends.
 */
final class ClientSession {
  private static final Logger log = LoggerFactory.getLogger(ClientSession.class);

  /** Where a connection is in its life. */
  enum State {
    /** Waits for hello. */
    GREETING,
    /** Waits for the token's check and the lobby. */
    JOINING,
    LIVE,
    CLOSED
  }

  private final Vertx vertx;
  private final ClientSocket socket;
  private final Entrance entrance;
  private final Visitor visitor;
  private final long helloTimer;
  private State state = State.GREETING;
  private @Nullable Session session;
  private Future<Void> ended = Future.succeededFuture();
  private int faults;
  private int framesTooMany;

  /** A connection that has said nothing yet. */
  ClientSession(Vertx vertx, ServerWebSocket socket, Entrance entrance, Visitor visitor) {
    this.vertx = vertx;
    this.socket = new ClientSocket(socket);
    this.entrance = entrance;
    this.visitor = visitor;
    this.helloTimer = vertx.setTimer(Limits.HELLO_TIMEOUT.toMillis(), id -> tooLate());
  }

  private void tooLate() {
    if (state == State.GREETING) {
      refuse(CloseCode.HELLO_TIMEOUT, "no hello within the time");
    } else {
      refuse(CloseCode.NO_SERVER, "no lobby took the player within the time");
    }
  }

  State state() {
    return state;
  }

  /** The player's session, once the state is LIVE. */
  Session session() {
    return Objects.requireNonNull(session);
  }

  /** Turns the client away if there are too many. */
  void checkRoom() {
    unlessRefused(visitor::checkRoom);
  }

  /**
   * A WebSocket frame has come, a part of a message or none. False if it is one of many that come
   * although the client was told that it is closed.
   */
  boolean frameCame(int bytes) {
    if (visitor.takeFrame(bytes)) {
      return true;
    }
    if (state != State.CLOSED) {
      refuse(CloseCode.RATE_LIMITED, "found more, allowed: " + visitor.trafficAllowed());
    }
    framesTooMany++;
    return framesTooMany <= visitor.burst();
  }

  private boolean unlessRefused(Runnable check) {
    try {
      check.run();
      return true;
    } catch (RefusedException e) {
      refuse(e);
      return false;
    }
  }

  /** Says who the client is, for the first time. */
  void greet(Frame.Hello hello) {
    state = State.JOINING;
    if (unlessRefused(visitor::beginLogin)) {
      enter(hello);
    }
  }

  private void enter(Frame.Hello hello) {
    entrance
        .enter(hello, this)
        .onComplete(done -> visitor.loginEnded())
        .onSuccess(this::welcome)
        .onFailure(failure -> refuse(RefusedException.of(failure)));
  }

  /** Whose the client is, before anything is done for it; fails if that is too often. */
  Future<Void> isOf(Account account) {
    if (state == State.CLOSED) {
      return Future.failedFuture("the client is gone");
    }
    visitor.isOf(account.uid());
    return Future.succeededFuture();
  }

  /** A session that begins with this connection, and ends with it unless the client is welcomed. */
  void begin(Session mine) {
    session = mine;
    mine.begin(this);
  }

  private void welcome(Entrance.Entry entry) {
    if (state == State.CLOSED) {
      return;
    }
    vertx.cancelTimer(helloTimer);
    state = State.LIVE;
    Session mine = entry.session();
    session = mine;
    Account account = mine.stay().account();
    send(
        new Frame.Welcome(
            Limits.PROTOCOL_VERSION, mine.id(), account.uid(), account.name(), entry.standing()));
    socket.onDrain(mine::send);
    mine.goOn(this, entry.standing().seq());
    entrance.moves().check(mine.stay());
  }

  /** Whether the client has not read yet what was sent before. */
  boolean isFull() {
    return socket.isFull();
  }

  void send(Frame frame) {
    send(FrameCodec.encode(frame));
  }

  private void send(String frame) {
    if (state != State.CLOSED) {
      socket.write(frame);
    }
  }

  /** Sends a frame in UTF-8, no later than {@link #flush}. */
  void send(byte[] frame) {
    if (state != State.CLOSED) {
      socket.write(frame);
    }
  }

  void flush() {
    socket.flush();
  }

  void ping() {
    if (state == State.LIVE) {
      socket.ping();
    }
  }

  /** Tells the client that a frame of it breaks the rules: not for ever. */
  void fault(ErrorCode code, String message) {
    faults++;
    visitor.refused(code);
    if (faults > Limits.MAX_FAULTS) {
      refuse(CloseCode.TOO_MANY_FAULTS, "more than " + Limits.MAX_FAULTS + " bad frames");
    } else {
      send(new Frame.Fault(code, message));
    }
  }

  /** Tells the client that a frame of it went nowhere, which is no fault of the client. */
  void tell(ErrorCode code, String message) {
    visitor.refused(code);
    if (isFull()) {
      refuse(CloseCode.SLOW_READER, "the client does not read what is sent to it");
    } else {
      send(new Frame.Fault(code, message));
    }
  }

  private void refuse(RefusedException why) {
    refuse(why.code(), String.valueOf(why.getMessage()));
  }

  private void refuse(CloseCode code, String message) {
    var unused = close(code, message);
  }

  /** Says why, and closes; brings what {@link #closed} brings. */
  Future<Void> close(CloseCode code, String message) {
    if (state != State.CLOSED) {
      log.debug("closing {}: {} {}", session, code, message);
      visitor.closed(code);
      socket.close(code, message);
    }
    return closed(code.keepsSession());
  }

  /** Closes as the client has asked. */
  void leave() {
    socket.close();
    var unused = closed(false);
  }

  /** The client's side has closed the connection, with that code or none, or it broke. */
  Future<Void> gone(@Nullable Short code) {
    boolean wasLive = state == State.LIVE;
    Future<Void> done = closed(code == null || CloseCode.isInterruption(code));
    if (wasLive && code != null && code == CloseCode.GOING_AWAY.code()) {
      session().pageLeft();
    }
    return done;
  }

  /**
   * The connection is gone: nothing can be sent any more.
   *
   * @param isInterrupted whether the client may come back and go on
   * @return succeeds once the session waits, or the player is off the lobby and out of the
   *     presence, or a limit is over
   */
  Future<Void> closed(boolean isInterrupted) {
    if (state != State.CLOSED) {
      boolean wasLive = state == State.LIVE;
      state = State.CLOSED;
      vertx.cancelTimer(helloTimer);
      if (session != null) {
        ended = session.left(this, wasLive && isInterrupted);
      }
    }
    return ended;
  }
}
