package dev.delos.node.proxy;

import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is sent to a client: frames, pings, the end. */
final class ClientSocket {
  private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);

  private final ServerWebSocket socket;
  private final ChannelHandlerContext context;

  /** Of a write whose end nobody waits for: a connection that broke is closed all the same. */
  private final VoidChannelPromise nobody;

  ClientSocket(ServerWebSocket socket) {
    this.socket = socket;
    this.context = ((WebSocketInternal) socket).channelHandlerContext();
    this.nobody = new VoidChannelPromise(context.channel(), false);
  }

  /** Whether nothing can be sent now: the client doesn't read what has been, or it is gone. */
  boolean isFull() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  /**
   * Writes a text in UTF-8, which {@link #flush} sends. Past Vert.x's queue and its promise for
   * each write, of which a broadcast would need ten thousand: as long as the channel is writable,
   * nothing waits in that queue.
   */
  void write(byte[] text) {
    if (context.executor().inEventLoop()
        && context.channel().isWritable()
        && text.length <= ProxyHttp.FRAME_BYTES) {
      var unused = context.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), nobody);
    } else {
      write(new String(text, StandardCharsets.UTF_8));
    }
  }

  void flush() {
    context.flush();
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
