package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one client's connection: it waits for hello, logs the player in, lives, ends. */
final class ClientSession {
  private static final Logger log = LoggerFactory.getLogger(ClientSession.class);

  /** How many events may arrive for a player whose lobby has not answered yet. */
  private static final int MAX_EARLY_EVENTS = 64;

  /** Where a connection is in its life. */
  enum State {
    /** Waits for hello. */
    GREETING,
    /** Waits for the token's check and the lobby. */
    JOINING,
    LIVE,
    CLOSED
  }

  private final String playerId = UUID.randomUUID().toString();
  private final Vertx vertx;
  private final ClientSocket socket;
  private final Entrance entrance;
  private final Consumer<ClientSession> identified;
  private final List<String> earlyEvents = new ArrayList<>();
  private final Promise<Void> ended = Promise.promise();
  private final long helloTimer;
  private State state = State.GREETING;
  private @Nullable Stay stay;
  private int faults;

  /**
   * A connection that has said nothing yet.
   *
   * @param identified told once the account is known
   */
  ClientSession(
      Vertx vertx, ServerWebSocket socket, Entrance entrance, Consumer<ClientSession> identified) {
    this.vertx = vertx;
    this.socket = new ClientSocket(socket);
    this.entrance = entrance;
    this.identified = identified;
    this.helloTimer = vertx.setTimer(Limits.HELLO_TIMEOUT.toMillis(), id -> tooLate());
  }

  private void tooLate() {
    if (state == State.GREETING) {
      refuse(CloseCode.HELLO_TIMEOUT, "no hello within the time");
    } else {
      refuse(CloseCode.NO_SERVER, "no lobby took the player within the time");
    }
  }

  String playerId() {
    return playerId;
  }

  State state() {
    return state;
  }

  /** The player; null until the token is checked. */
  @Nullable Stay stay() {
    return stay;
  }

  /** Says who the client is, for the first time. */
  void greet(Frame.Hello hello) {
    state = State.JOINING;
    entrance
        .identify(hello.token())
        .compose(this::login)
        .onSuccess(this::welcome)
        .onFailure(failure -> refuse(RefusedException.of(failure)));
  }

  private Future<Stay> login(Account account) {
    if (state == State.CLOSED) {
      return Future.failedFuture("the client is gone");
    }
    Stay mine = entrance.stay(playerId, account, this::refuse);
    stay = mine;
    identified.accept(this);
    return entrance.login(mine).map(mine);
  }

  private void welcome(Stay mine) {
    if (state == State.CLOSED) {
      return;
    }
    vertx.cancelTimer(helloTimer);
    state = State.LIVE;
    Account account = mine.account();
    send(
        FrameCodec.encode(
            new Frame.Welcome(Limits.PROTOCOL_VERSION, playerId, account.uid(), account.name())));
    earlyEvents.forEach(this::send);
    earlyEvents.clear();
    entrance.moves().check(mine);
  }

  /** Sends an event's frame to the client. */
  void deliver(String frame) {
    if (state == State.LIVE) {
      send(frame);
    } else if (state == State.JOINING && earlyEvents.size() < MAX_EARLY_EVENTS) {
      earlyEvents.add(frame);
    }
  }

  void ping() {
    if (state == State.LIVE) {
      socket.ping();
    }
  }

  /** Tells the client that a frame of it breaks the rules: not for ever. */
  void fault(ErrorCode code, String message) {
    faults++;
    if (faults > Limits.MAX_FAULTS) {
      refuse(CloseCode.TOO_MANY_FAULTS, "more than " + Limits.MAX_FAULTS + " bad frames");
    } else {
      tell(code, message);
    }
  }

  /** Tells the client that a frame of it went nowhere, which is no fault of the client. */
  void tell(ErrorCode code, String message) {
    send(FrameCodec.encode(new Frame.Fault(code, message)));
  }

  private void send(String frame) {
    if (state == State.CLOSED) {
      return;
    }
    if (socket.isFull()) {
      refuse(CloseCode.SLOW_READER, "the client does not read what is sent to it");
    } else {
      socket.write(frame);
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
      log.debug("closing {}: {} {}", playerId, code, message);
      socket.close(code, message);
    }
    return closed();
  }

  /** Closes as the client has asked. */
  void leave() {
    socket.close();
    var unused = closed();
  }

  /**
   * The connection is gone: nothing can be sent any more.
   *
   * @return succeeds once the player is off the lobby and out of the presence, or a limit is over
   */
  Future<Void> closed() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      vertx.cancelTimer(helloTimer);
      earlyEvents.clear();
      (stay == null ? Future.<Void>succeededFuture() : stay.end())
          .onComplete(over -> ended.complete());
    }
    return ended.future();
  }
}
