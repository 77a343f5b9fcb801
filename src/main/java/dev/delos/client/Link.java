package dev.delos.client;

import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a proxy. Belongs to the client's context. */
final class Link {
  /** The WebSocket code of a connection that ended without one. */
  static final int BROKEN = 1006;

  private static final Logger log = LoggerFactory.getLogger(Link.class);
  private static final short GOING_AWAY = 1001;

  /** How often the proxy is asked whether it is there; see {@link ClientSockets#SILENCE}. */
  private static final long PING_MS = 15_000;

  /** How long the proxy may take to answer that this side closes. */
  private static final long CLOSE_SECONDS = 2;

  private final Vertx vertx;
  private final WebSocket socket;
  private final Receiver receiver;
  private final Promise<DelosClient.Closed> closed = Promise.promise();
  private final long pingTimer;
  private String lastWords = "";

  /** Takes the proxy's frames. */
  interface Receiver {
    void receive(Link from, Frame.FromProxy frame, int chars);
  }

  Link(Vertx vertx, WebSocket socket, Receiver receiver) {
    this.vertx = vertx;
    this.socket = socket;
    this.receiver = receiver;
    this.pingTimer = vertx.setPeriodic(PING_MS, id -> ping());
    socket.textMessageHandler(this::receive);
    socket.exceptionHandler(failure -> log.debug("a connection: {}", failure.toString()));
    socket.closeHandler(gone -> ended());
    if (socket.isClosed()) {
      ended();
    }
  }

  /** Completes when it has ended. */
  Future<DelosClient.Closed> closed() {
    return closed.future();
  }

  void send(Frame.FromClient frame) {
    socket
        .writeTextMessage(FrameCodec.encode(frame))
        .onFailure(failure -> log.debug("not sent: {}", failure.toString()));
  }

  /** Says bye and closes: the session ends. */
  Future<Void> leave() {
    send(new Frame.Bye("", ""));
    return socket.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
  }

  /** Lets go of the connection; the session waits. */
  void abandon() {
    socket
        .close(GOING_AWAY)
        .onFailure(gone -> log.debug("it was gone already: {}", gone.toString()));
  }

  /** Breaks the connection without a word. */
  void drop() {
    ((WebSocketInternal) socket)
        .channelHandlerContext()
        .close()
        .addListener(closed -> log.debug("dropped"));
  }

  private void ping() {
    socket
        .writePing(Buffer.buffer())
        .onFailure(failure -> log.debug("no ping: {}", failure.toString()));
  }

  private void receive(String text) {
    try {
      Frame.FromProxy frame = FrameCodec.decodeFromProxy(text);
      if (frame instanceof Frame.Bye bye) {
        lastWords = bye.message();
      }
      receiver.receive(this, frame, text.length());
    } catch (FrameException e) {
      log.debug("a frame of a later version: {}", e.getMessage());
    }
  }

  private void ended() {
    vertx.cancelTimer(pingTimer);
    int code = socket.closeStatusCode() == null ? BROKEN : socket.closeStatusCode();
    closed.tryComplete(new DelosClient.Closed(code, lastWords));
  }
}
