package dev.delos.cluster;

import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.EncodeException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends to other nodes, with a bound for each on what is not yet on its way: a node that reads no
 * more must not make this one's heap grow. What is sent to one node arrives in that order. Belongs
 * to its node's context.
 */
final class Outbox {
  private final Vertx vertx;
  private final Context context;
  private final Map<Integer, Peer> peers = new HashMap<>();
  private final Set<Peer> held = new LinkedHashSet<>();
  private boolean holds;
  private long dropped;

  Outbox(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    PackCodec.register(vertx.eventBus());
  }

  /**
   * Sends a message. The future completes when it is on its way, which does not say that it
   * arrives; fails with OVERLOADED at once if too much waits already, with NODE_LEFT if nobody
   * listens at the node's address, with BAD_REQUEST if it can't be written as JSON.
   */
  Future<Void> send(int serverId, MessageKind kind, Supplier<Buffer> body) {
    try {
      return send(serverId, kind, encode(body));
    } catch (RpcException e) {
      return Future.failedFuture(e);
    }
  }

  /** Sends what is encoded already, such as one message to many nodes. */
  Future<Void> send(int serverId, MessageKind kind, Buffer body) {
    Peer peer = peers.computeIfAbsent(serverId, id -> new Peer(vertx, context, id));
    if (peer.isFullFor(body)) {
      dropped++;
      return Future.failedFuture(
          new RpcException(Code.OVERLOADED, "node " + serverId + " does not read"));
    }
    Future<Void> sent = peer.add(kind, body);
    if (holds) {
      held.add(peer);
    } else {
      peer.flushFirst();
    }
    return sent;
  }

  /** What the work sends goes together, when the work is done. */
  void together(Runnable work) {
    holds = true;
    try {
      work.run();
    } finally {
      holds = false;
      held.forEach(Peer::flush);
      held.clear();
    }
  }

  /** The message as bytes; throws an {@link RpcException} if it is no JSON. */
  static Buffer encode(Supplier<Buffer> body) {
    try {
      return body.get();
    } catch (EncodeException | IllegalStateException | NullPointerException e) {
      throw new RpcException(Code.BAD_REQUEST, "what is sent is not JSON: " + e.getMessage());
    }
  }

  /** A node is gone: what still waits for it fails. */
  void left(int serverId) {
    Peer peer = peers.remove(serverId);
    if (peer != null) {
      peer.left();
    }
  }

  /** How many messages were refused because too much waited. */
  long dropped() {
    return dropped;
  }

  /** Bytes that wait for the sockets of all nodes. */
  long waitingBytes() {
    return peers.values().stream().mapToLong(Peer::waitingBytes).sum();
  }
}
