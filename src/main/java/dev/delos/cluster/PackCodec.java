package dev.delos.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs on the bus. First the version, in one byte, and how many bytes follow, in four; then for
 * each message its kind, in one byte, how many bytes it has, in four, and those.
 */
final class PackCodec implements MessageCodec<Pack, Pack> {
  private static final Logger log = LoggerFactory.getLogger(PackCodec.class);
  private static final String NAME = "delos.pack";
  private static final byte VERSION = 1;
  private static final int PREFIX = Byte.BYTES + Integer.BYTES;

  /** Makes packs known to a bus, where no other node has. */
  static void register(EventBus bus) {
    try {
      bus.registerCodec(new PackCodec());
    } catch (IllegalStateException e) {
      log.debug("the bus knows packs: {}", e.getMessage());
    }
  }

  /** How packs are sent. */
  static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME);
  }

  /** How many bytes of a pack a message takes. */
  static int size(Pack.Message message) {
    return PREFIX + message.body().length();
  }

  @Override
  public void encodeToWire(Buffer wire, Pack pack) {
    wire.appendByte(VERSION).appendInt(pack.messages().stream().mapToInt(PackCodec::size).sum());
    for (Pack.Message message : pack.messages()) {
      wire.appendByte(message.kind().code())
          .appendInt(message.body().length())
          .appendBuffer(message.body());
    }
  }

  /** Takes a pack apart. What a later version of a node may have added is passed over. */
  @Override
  public Pack decodeFromWire(int begin, Buffer wire) {
    if (wire.getByte(begin) != VERSION) {
      log.warn("a pack of version {}, allowed: {}", wire.getByte(begin), VERSION);
      return new Pack(List.of());
    }
    List<Pack.Message> messages = new ArrayList<>();
    int position = begin + PREFIX;
    int end = position + wire.getInt(begin + Byte.BYTES);
    while (position < end) {
      MessageKind kind = MessageKind.of(wire.getByte(position));
      int body = position + PREFIX;
      position = body + wire.getInt(position + Byte.BYTES);
      if (kind == null) {
        log.warn("a message of an unknown kind: {}", wire.getByte(body - PREFIX));
      } else {
        messages.add(new Pack.Message(kind, wire.slice(body, position)));
      }
    }
    return new Pack(messages);
  }

  @Override
  public Pack transform(Pack pack) {
    return pack;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
