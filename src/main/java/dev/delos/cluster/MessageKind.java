package dev.delos.cluster;

import org.jspecify.annotations.Nullable;

/** What a message from node to node is; its code stands before it on the bus. */
enum MessageKind {
  /** An {@code RpcCall}. */
  RPC(0),
  /** An {@code RpcReply}. */
  RPC_REPLY(1),
  /** A {@code ClientEvent}. */
  CLIENT_EVENT(2),
  /** A {@code NodeEvent}. */
  NODE_EVENT(3),
  /** A {@code ClientsText}. */
  CLIENTS_EVENT(4),
  /** A {@code NodeInfo}: what a node says of itself to one that it knows. */
  ANNOUNCEMENT(5);

  private final byte code;

  MessageKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  /** The kind, or null of one that this version doesn't know. */
  static @Nullable MessageKind of(byte code) {
    return switch (code) {
      case 0 -> RPC;
      case 1 -> RPC_REPLY;
      case 2 -> CLIENT_EVENT;
      case 3 -> NODE_EVENT;
      case 4 -> CLIENTS_EVENT;
      case 5 -> ANNOUNCEMENT;
      default -> null;
    };
  }
}
