package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.ClusterOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;

/** The process that {@link RpcBench} calls, in every way that it compares. */
final class RpcCallee {
  private RpcCallee() {}

  /** The cluster's configuration; the ports of NATS and of Redis, 0 where there is none. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = join(Path.of(args[0]));
    int nats = Integer.parseInt(args[1]);
    int redis = Integer.parseInt(args[2]);
    DelosCalls.answer(vertx);
    BusCalls.answer(vertx);
    if (nats > 0) {
      NatsCalls.answer(nats);
    }
    if (redis > 0) {
      RedisCalls.answer(redis);
    }
    System.out.println("answers, gRPC on " + GrpcCalls.answer() + ".");
  }

  /** A Vert.x in that cluster. */
  static Vertx join(Path clusterFile) {
    VertxOptions options = new VertxOptions();
    ClusterOptions.limit(options.getEventBusOptions());
    options.getEventBusOptions().setHost("127.0.0.1");
    return Await.get(
        Vertx.builder()
            .with(options)
            .withClusterManager(ClusterOptions.manager(clusterFile))
            .buildClustered());
  }
}
