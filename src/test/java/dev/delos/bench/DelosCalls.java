package dev.delos.bench;

import dev.delos.cluster.TestNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** The RPC of Delos. */
final class DelosCalls implements Calls {
  private static final String MODULE = "bench";
  private static final String METHOD = "echo";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final TestNode node;

  DelosCalls(Vertx vertx) {
    node = TestNode.join(vertx, 1);
  }

  static void answer(Vertx vertx) {
    TestNode.join(vertx, 2)
        .answers(MODULE, METHOD, request -> Future.succeededFuture(request.args()));
  }

  @Override
  public void run(Runnable work) {
    node.run(
            cluster -> {
              work.run();
              return Future.succeededFuture();
            })
        .onFailure(Throwable::printStackTrace);
  }

  @Override
  public void call(JsonObject args, Consumer<JsonObject> reply) {
    node.caller()
        .request(MODULE, METHOD, args, LIMIT)
        .onComplete(reply::accept, Throwable::printStackTrace);
  }

  @Override
  public void close() {}
}
