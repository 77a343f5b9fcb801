package dev.delos.node.proxy;

import dev.delos.protocol.FrameCodec;
import java.nio.charset.StandardCharsets;

/**
 * An event for clients as text in UTF-8, written once for all of them: each gets its own number
 * before it.
 */
final class EventText {
  private final byte[] tail;

  private EventText(byte[] tail) {
    this.tail = tail;
  }

  static EventText of(String tail) {
    return new EventText(tail.getBytes(StandardCharsets.UTF_8));
  }

  String tail() {
    return new String(tail, StandardCharsets.UTF_8);
  }

  int bytes() {
    return tail.length;
  }

  byte[] frame(long seq) {
    return FrameCodec.encodeEvent(seq, tail);
  }
}
