package dev.delos.cluster;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to one node that share a message of the bus. First the version, in one byte; then for
 * each its kind, in one byte, how many bytes it has, in four, and those.
 */
final class Pack {
  private static final Logger log = LoggerFactory.getLogger(Pack.class);
  private static final byte VERSION = 1;
  private static final int PREFIX = Byte.BYTES + Integer.BYTES;

  private Pack() {}

  /** A message, and what it is. */
  record Message(MessageKind kind, Buffer body) {
    /** How many bytes of a pack it takes. */
    int size() {
      return PREFIX + body.length();
    }
  }

  static Buffer write(List<Message> messages) {
    int size = Byte.BYTES + messages.stream().mapToInt(Message::size).sum();
    Buffer pack = Buffer.buffer(size).appendByte(VERSION);
    for (Message message : messages) {
      pack.appendByte(message.kind().code())
          .appendInt(message.body().length())
          .appendBuffer(message.body());
    }
    return pack;
  }

  /** Takes a pack apart. What a later version of a node may have added is passed over. */
  static void read(Buffer pack, Consumer<Message> messages) {
    if (pack.getByte(0) != VERSION) {
      log.warn("a pack of version {}, allowed: {}", pack.getByte(0), VERSION);
      return;
    }
    int position = Byte.BYTES;
    while (position < pack.length()) {
      MessageKind kind = MessageKind.of(pack.getByte(position));
      int begin = position + PREFIX;
      position = begin + pack.getInt(position + Byte.BYTES);
      if (kind == null) {
        log.warn("a message of an unknown kind: {}", pack.getByte(begin - PREFIX));
      } else {
        messages.accept(new Message(kind, pack.slice(begin, position)));
      }
    }
  }
}
