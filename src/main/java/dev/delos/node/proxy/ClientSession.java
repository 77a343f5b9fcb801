package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import dev.delos.protocol.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: greets it, checks every frame, passes events both ways. */
final class ClientSession {
  private static final Logger log = LoggerFactory.getLogger(ClientSession.class);

  /** How many events may arrive for a player whose lobby has not answered yet. */
  private static final int MAX_EARLY_EVENTS = 64;

  private static final int NOWHERE = 0;

  private enum State {
    /** Waits for hello. */
    GREETING,
    /** Waits for the token's check and the lobby. */
    JOINING,
    LIVE,
    CLOSED
  }

  private final String playerId = UUID.randomUUID().toString();
  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Tokens tokens;
  private final Lobbies lobbies;
  private final List<String> earlyEvents = new ArrayList<>();
  private final long helloTimer;
  private State state = State.GREETING;
  private String uid = "";
  private int serverId = NOWHERE;
  private int faults;

  ClientSession(Vertx vertx, ServerWebSocket socket, Tokens tokens, Lobbies lobbies) {
    this.vertx = vertx;
    this.socket = socket;
    this.tokens = tokens;
    this.lobbies = lobbies;
    this.helloTimer = vertx.setTimer(Limits.HELLO_TIMEOUT.toMillis(), id -> tooLate());
  }

  private void tooLate() {
    if (state == State.GREETING) {
      close(CloseCode.HELLO_TIMEOUT, "no hello within the time");
    } else {
      close(CloseCode.NO_SERVER, "no lobby took the player within the time");
    }
  }

  String playerId() {
    return playerId;
  }

  /** The account; empty until the token is checked. */
  String uid() {
    return uid;
  }

  /** The lobby that this player is on, or 0. */
  int serverId() {
    return serverId;
  }

  void receive(String text) {
    if (state == State.CLOSED) {
      return;
    }
    if (Limits.isTooLarge(text)) {
      closeUnreadable();
      return;
    }
    try {
      handle(FrameCodec.decodeFromClient(text));
    } catch (FrameException e) {
      if (state == State.GREETING) {
        close(CloseCode.HELLO_EXPECTED, "the first frame must be hello: " + e.getMessage());
      } else {
        fault(e.code(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** A frame that can't be text of ours. */
  void receiveBinary() {
    if (state == State.GREETING) {
      close(CloseCode.HELLO_EXPECTED, "the first frame must be hello, and text");
    } else if (state != State.CLOSED) {
      fault(ErrorCode.BAD_JSON, "found a binary frame, allowed: text");
    }
  }

  /** What arrives can't be read: too large, malformed, or the connection broke. */
  void broken(Throwable failure) {
    log.debug("{} ({}): {}", playerId, uid, failure.toString());
    if (!(failure instanceof IOException)) {
      closeUnreadable();
    }
  }

  private void closeUnreadable() {
    close(
        CloseCode.FRAME_TOO_LARGE,
        "a frame is malformed or too large, allowed: " + Limits.MAX_FRAME_BYTES + " bytes");
  }

  /** Sends an event's frame to the client. */
  void deliver(String frame) {
    if (state == State.LIVE) {
      send(frame);
    } else if (state == State.JOINING && earlyEvents.size() < MAX_EARLY_EVENTS) {
      earlyEvents.add(frame);
    }
  }

  /** Asks whether the client is still there: its answer keeps the connection from being idle. */
  void ping() {
    if (state == State.LIVE && !socket.writeQueueFull()) {
      socket
          .writePing(Buffer.buffer())
          .onFailure(gone -> log.debug("{} is gone: {}", playerId, gone.toString()));
    }
  }

  /** Says why, and closes. */
  void close(CloseCode code, String message) {
    if (state == State.CLOSED) {
      return;
    }
    log.debug("closing {} ({}): {} {}", playerId, uid, code, message);
    write(FrameCodec.encode(new Frame.Bye(code.name(), message)));
    closed();
    socket
        .close((short) code.code(), code.name())
        .onFailure(gone -> log.debug("{} was closed already", playerId));
  }

  /** The connection is gone: nothing can be sent any more. */
  void closed() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    vertx.cancelTimer(helloTimer);
    earlyEvents.clear();
    if (serverId != NOWHERE) {
      lobbies.leave(serverId, playerId);
    }
  }

  private void handle(Frame.FromClient frame) {
    if (frame instanceof Frame.Bye) {
      closed();
      socket.close().onFailure(gone -> log.debug("{} was closed already", playerId));
    } else if (frame instanceof Frame.Hello hello) {
      greet(hello);
    } else if (frame instanceof Frame.Notify notify) {
      notifyServer(notify);
    }
  }

  private void greet(Frame.Hello hello) {
    if (state != State.GREETING) {
      fault(ErrorCode.ALREADY_GREETED, "op: found a second hello, allowed: one a connection");
      return;
    }
    if (hello.version() != Limits.PROTOCOL_VERSION) {
      close(
          CloseCode.VERSION_UNSUPPORTED,
          "version: found " + hello.version() + ", allowed: " + Limits.PROTOCOL_VERSION);
      return;
    }
    state = State.JOINING;
    tokens
        .verify(hello.token())
        .onSuccess(this::join)
        .onFailure(
            failure -> {
              CloseCode code =
                  failure instanceof TokenException bad ? bad.code() : CloseCode.TOKEN_INVALID;
              close(code, String.valueOf(failure.getMessage()));
            });
  }

  private void join(Account account) {
    uid = account.uid();
    lobbies
        .join(playerId, account)
        .onSuccess(joinedId -> joined(joinedId, account))
        .onFailure(failure -> close(CloseCode.NO_SERVER, "no lobby takes players now"));
  }

  private void joined(int joinedId, Account account) {
    if (state == State.CLOSED) {
      lobbies.leave(joinedId, playerId);
      return;
    }
    vertx.cancelTimer(helloTimer);
    serverId = joinedId;
    state = State.LIVE;
    send(new Frame.Welcome(Limits.PROTOCOL_VERSION, playerId, uid, account.name()));
    earlyEvents.forEach(this::send);
    earlyEvents.clear();
  }

  private void notifyServer(Frame.Notify notify) {
    if (state == State.GREETING) {
      close(CloseCode.HELLO_EXPECTED, "the first frame must be hello");
    } else if (state == State.JOINING) {
      fault(ErrorCode.NOT_WELCOMED, "op: found notify, allowed: after welcome");
    } else {
      JsonObject data = notify.data().put("__id__", playerId).put("__uid__", uid);
      lobbies.send(serverId, playerId, notify.name(), data);
    }
  }

  private void fault(ErrorCode code, String message) {
    faults++;
    if (faults > Limits.MAX_FAULTS) {
      close(CloseCode.TOO_MANY_FAULTS, "more than " + Limits.MAX_FAULTS + " bad frames");
    } else {
      send(new Frame.Fault(code, message));
    }
  }

  private void send(Frame.FromProxy frame) {
    send(FrameCodec.encode(frame));
  }

  private void send(String frame) {
    if (state == State.CLOSED) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.SLOW_READER, "the client does not read what is sent to it");
    } else {
      write(frame);
    }
  }

  private void write(String frame) {
    socket
        .writeTextMessage(frame)
        .onFailure(gone -> log.debug("{} did not get a frame: {}", playerId, gone.toString()));
  }
}
