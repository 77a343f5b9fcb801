package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.TestNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** A process that answers calls with its id, until it is killed. */
final class FailoverCallee {
  static final String READY = "answers";
  static final String NAME = "who";
  static final String ID = "serverId";

  private FailoverCallee() {}

  /** As a node of no role in particular that does nothing else. */
  static final String NODE = "service";

  /** As a consumer of the event bus and no node. */
  static final String CONSUMER = "consumer";

  /** The cluster's file, the server id, and the node's role or that it is none. */
  public static void main(String[] args) {
    Vertx vertx = Member.join(Path.of(args[0]));
    int serverId = Integer.parseInt(args[1]);
    JsonObject answer = new JsonObject().put(ID, serverId);
    if (!args[2].equals(CONSUMER)) {
      TestNode.join(vertx, serverId, args[2])
          .answers(NAME, NAME, request -> Future.succeededFuture(answer));
    } else {
      Await.get(
          vertx
              .eventBus()
              .<JsonObject>consumer(NAME, message -> message.reply(answer))
              .completion());
    }
    System.out.println(READY);
  }
}
