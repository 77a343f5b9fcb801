package dev.delos.cluster;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Messages to one node that share a message of the bus. Nobody writes to their bodies any more: a
 * node of the same process gets the same ones.
 */
record Pack(List<Message> messages) {
  /** A message, and what it is. */
  record Message(MessageKind kind, Buffer body) {}
}
