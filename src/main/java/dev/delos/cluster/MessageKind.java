package dev.delos.cluster;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/** What a message to a node's address is, told by a header. */
enum MessageKind {
  /** A {@code RpcCall}. */
  RPC,
  /** An {@code RpcReply}. */
  RPC_REPLY,
  /** A {@code ClientEvent}. */
  CLIENT_EVENT,
  /** A {@code NodeEvent}. */
  NODE_EVENT,
  /** A {@code ClientsEvent}. */
  CLIENTS_EVENT,
  /** A {@code NodeInfo}: what a node says of itself to one that it knows. */
  ANNOUNCEMENT;

  private static final String HEADER = "kind";

  DeliveryOptions delivery() {
    return new DeliveryOptions().addHeader(HEADER, name());
  }

  /** The kind, or null of one that this version doesn't know. */
  static @Nullable MessageKind of(Message<?> message) {
    String name = message.headers().get(HEADER);
    for (MessageKind kind : values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }
}
