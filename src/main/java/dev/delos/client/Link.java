package dev.delos.client;

import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import dev.delos.protocol.FrameException;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket to a proxy. Belongs to the client's context. */
final class Link {
  /** The WebSocket code of a connection that ended without one. */
  static final int BROKEN = 1006;

  private static final Logger log = LoggerFactory.getLogger(Link.class);

  /** How long the proxy may take to answer that this side closes. */
  private static final long CLOSE_SECONDS = 2;

  private final Listener listener;
  private @Nullable WebSocket socket;
  private boolean isLetGo;
  private Frame.Bye bye = new Frame.Bye("", "");

  /** Is told what comes of it, until it is let go. */
  interface Listener {
    void opened();

    void received(Frame.FromProxy frame, int chars);

    /**
     * It has ended, or could not be opened.
     *
     * @param reason the proxy's name for it, if it said bye
     */
    void ended(int code, String reason, String message);
  }

  /** One that is not open yet. */
  Link(Listener listener) {
    this.listener = listener;
  }

  void open(ClientSockets sockets, URI proxy) {
    sockets.connect(proxy).onSuccess(this::opened).onFailure(this::failed);
  }

  private void failed(Throwable failure) {
    if (!isLetGo) {
      listener.ended(BROKEN, "", String.valueOf(failure.getMessage()));
    }
  }

  private void opened(WebSocket connected) {
    socket = connected;
    if (isLetGo) {
      drop();
      return;
    }
    connected.textMessageHandler(this::receive);
    connected.exceptionHandler(failure -> log.debug("a connection: {}", failure.toString()));
    connected.closeHandler(gone -> ended(connected));
    if (connected.isClosed()) {
      ended(connected);
    } else {
      listener.opened();
    }
  }

  private void receive(String text) {
    if (isLetGo) {
      return;
    }
    try {
      Frame.FromProxy frame = FrameCodec.decodeFromProxy(text);
      if (frame instanceof Frame.Bye last) {
        bye = last;
      } else {
        listener.received(frame, text.length());
      }
    } catch (FrameException e) {
      log.debug("a frame of a later version: {}", e.getMessage());
    }
  }

  private void ended(WebSocket gone) {
    if (!isLetGo) {
      int code = gone.closeStatusCode() == null ? BROKEN : gone.closeStatusCode();
      listener.ended(code, bye.code(), bye.message());
    }
  }

  void send(Frame.FromClient frame) {
    if (socket != null) {
      socket
          .writeTextMessage(FrameCodec.encode(frame))
          .onFailure(failure -> log.debug("not sent: {}", failure.toString()));
    }
  }

  /** Says bye and closes: the session ends. */
  Future<Void> leave() {
    isLetGo = true;
    if (socket == null) {
      return Future.succeededFuture();
    }
    send(new Frame.Bye("", ""));
    return socket.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
  }

  /** Lets go of it at once, without a word: the session waits. */
  void drop() {
    isLetGo = true;
    if (socket != null) {
      ((WebSocketInternal) socket)
          .channelHandlerContext()
          .close()
          .addListener(closed -> log.debug("dropped"));
    }
  }
}
