package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is sent to a client: frames, pings, the end. */
final class ClientSocket {
  private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);

  private final ServerWebSocket socket;

  ClientSocket(ServerWebSocket socket) {
    this.socket = socket;
  }

  /** Whether nothing can be sent now: the client doesn't read what has been, or it is gone. */
  boolean isFull() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  void write(String frame) {
    socket
        .writeTextMessage(frame)
        .onFailure(gone -> log.debug("a client did not get a frame: {}", gone.toString()));
  }

  /** Calls back when there is room again after it was full. */
  void onDrain(Runnable room) {
    socket.drainHandler(drained -> room.run());
  }

  /** Asks whether the client is still there: its answer keeps the connection from being idle. */
  void ping() {
    if (!isFull()) {
      socket
          .writePing(Buffer.buffer())
          .onFailure(gone -> log.debug("a client is gone: {}", gone.toString()));
    }
  }

  /** Says why, and closes. */
  void close(CloseCode code, String message) {
    write(FrameCodec.encode(new Frame.Bye(code.name(), message)));
    socket
        .close((short) code.code(), code.name())
        .onFailure(gone -> log.debug("a client was gone already: {}", gone.toString()));
  }

  /** Closes as the client has asked. */
  void close() {
    socket.close().onFailure(gone -> log.debug("a client was gone already: {}", gone.toString()));
  }
}
