package dev.delos.node.proxy;

import dev.delos.node.proxy.ClientSession.State;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import dev.delos.protocol.Limits;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks every frame of one client, and hands on what it says. */
final class FrameReader {
  private static final Logger log = LoggerFactory.getLogger(FrameReader.class);

  private final ClientSession session;
  private final Upstream upstream;

  FrameReader(ClientSession session, Upstream upstream) {
    this.session = session;
    this.upstream = upstream;
  }

  void receive(String text) {
    if (session.state() == State.CLOSED) {
      return;
    }
    if (Limits.isTooLarge(text)) {
      closeUnreadable();
      return;
    }
    try {
      handle(FrameCodec.decodeFromClient(text));
    } catch (FrameException e) {
      if (session.state() == State.GREETING) {
        close(CloseCode.HELLO_EXPECTED, "the first frame must be hello: " + e.getMessage());
      } else {
        session.fault(e.code(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** A frame that can't be text of ours. */
  void receiveBinary() {
    if (session.state() == State.GREETING) {
      close(CloseCode.HELLO_EXPECTED, "the first frame must be hello, and text");
    } else if (session.state() != State.CLOSED) {
      session.fault(ErrorCode.BAD_JSON, "found a binary frame, allowed: text");
    }
  }

  /** What arrives can't be read: too large, malformed, or the connection broke. */
  void broken(Throwable failure) {
    log.debug("a connection: {}", failure.toString());
    if (!(failure instanceof IOException)) {
      closeUnreadable();
    }
  }

  private void closeUnreadable() {
    close(
        CloseCode.FRAME_TOO_LARGE,
        "a frame is malformed or too large, allowed: " + Limits.MAX_FRAME_BYTES + " bytes");
  }

  private void close(CloseCode code, String message) {
    var unused = session.close(code, message);
  }

  private void handle(Frame.FromClient frame) {
    if (frame instanceof Frame.Bye) {
      session.leave();
    } else if (frame instanceof Frame.Hello hello) {
      greet(hello);
    } else if (session.state() == State.GREETING) {
      close(CloseCode.HELLO_EXPECTED, "the first frame must be hello");
    } else if (session.state() == State.JOINING) {
      session.fault(ErrorCode.NOT_WELCOMED, "op: found notify or ack, allowed: after welcome");
    } else if (frame instanceof Frame.Ack ack) {
      acknowledged(ack);
    } else if (frame instanceof Frame.Notify notify) {
      notified(notify);
    }
  }

  private void acknowledged(Frame.Ack ack) {
    if (!session.session().acknowledge(ack.seq())) {
      session.fault(
          ErrorCode.BAD_FRAME,
          "seq: found " + ack.seq() + ", allowed: from the last ack's to the last event's");
    }
  }

  private void greet(Frame.Hello hello) {
    if (session.state() != State.GREETING) {
      session.fault(
          ErrorCode.ALREADY_GREETED, "op: found a second hello, allowed: one a connection");
    } else if (hello.version() != Limits.PROTOCOL_VERSION) {
      close(
          CloseCode.VERSION_UNSUPPORTED,
          "version: found " + hello.version() + ", allowed: " + Limits.PROTOCOL_VERSION);
    } else {
      session.greet(hello);
    }
  }

  private void notified(Frame.Notify notify) {
    switch (session.session().receive(notify.seq())) {
      case TAKEN -> handOn(notify);
      case REPEATED -> log.trace("{} repeats {}", session.session(), notify.seq());
      case AHEAD ->
          session.fault(
              ErrorCode.BAD_FRAME,
              "seq: found " + notify.seq() + ", allowed: one more than the last one's");
    }
  }

  private void handOn(Frame.Notify notify) {
    if (notify.isToService()) {
      toService(notify.serverId(), notify.name(), notify.data());
    } else {
      toServer(notify.name(), notify.data());
    }
  }

  private void toServer(EventName name, JsonObject data) {
    if (!stay().say(name, data)) {
      session.tell(
          ErrorCode.BETWEEN_SERVERS, "too much waits for the player's next lobby: " + name);
    }
  }

  private void toService(int serverId, EventName name, JsonObject data) {
    String uid = stay().account().uid();
    if (!upstream.toService(serverId, stay().id(), uid, name, data)) {
      session.tell(
          ErrorCode.NO_SERVICE, "serverId: found " + serverId + ", allowed: a service that is up");
    }
  }

  private Stay stay() {
    return session.session().stay();
  }
}
