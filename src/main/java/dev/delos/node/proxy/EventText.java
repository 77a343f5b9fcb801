package dev.delos.node.proxy;

import dev.delos.protocol.FrameCodec;
import io.vertx.core.buffer.Buffer;

/**
 * An event for clients as text, written once for all of them: each gets its own number before it.
 *
 * @param bytes how many it has in UTF-8
 */
record EventText(String tail, int bytes) {
  static EventText of(String tail) {
    return new EventText(tail, Buffer.buffer(tail).length());
  }

  String frame(long seq) {
    return FrameCodec.encodeEvent(seq, tail);
  }
}
