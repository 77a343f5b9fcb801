package dev.delos.cluster;

import dev.delos.protocol.Addresses;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends to other nodes, with a bound for each on what is not yet on its way: a node that reads no
 * more must not make this one's heap grow. Belongs to its node's context.
 */
final class Outbox {
  /** Messages to one node that may wait for its socket. */
  static final int MAX_UNWRITTEN = 4_096;

  private final Vertx vertx;
  private final Map<Integer, Integer> unwritten = new HashMap<>();
  private long dropped;

  Outbox(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Sends a message. The future completes when it is on its way, which does not say that it
   * arrives; fails with OVERLOADED at once if too much waits already, with NODE_LEFT if nobody
   * listens at the node's address.
   */
  Future<Void> send(int serverId, MessageKind kind, JsonObject body) {
    int waiting = unwritten.getOrDefault(serverId, 0);
    if (waiting >= MAX_UNWRITTEN) {
      dropped++;
      return Future.failedFuture(
          new RpcException(Code.OVERLOADED, "node " + serverId + " does not read"));
    }
    unwritten.put(serverId, waiting + 1);
    return write(serverId, kind, body)
        .onComplete(done -> unwritten.merge(serverId, -1, Outbox::sumOrNone))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RpcException known
                        ? known
                        : new RpcException(Code.NODE_LEFT, "node " + serverId + " is gone")));
  }

  private Future<Void> write(int serverId, MessageKind kind, JsonObject body) {
    try {
      MessageProducer<JsonObject> producer =
          vertx.eventBus().sender(Addresses.node(serverId), kind.delivery());
      return producer.write(body);
    } catch (RuntimeException e) {
      return Future.failedFuture(
          new RpcException(Code.BAD_REQUEST, "what is sent is not JSON: " + e.getMessage()));
    }
  }

  /** How many messages were refused because too much waited. */
  long dropped() {
    return dropped;
  }

  @SuppressWarnings("NullAway") // merge takes null for "remove"
  private static Integer sumOrNone(Integer one, Integer other) {
    return one + other == 0 ? null : one + other;
  }
}
