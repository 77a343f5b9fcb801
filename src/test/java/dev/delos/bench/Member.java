package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.ClusterOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;

/** Joins a cluster as the project's own processes do. */
final class Member {
  private Member() {}

  /** A Vert.x in the cluster of that file, for one node. Blocks. */
  static Vertx join(Path clusterFile) {
    VertxOptions options = options();
    ClusterOptions.oneEventLoop(options);
    return join(options, clusterFile);
  }

  /** One with as many event loops as Vert.x has by default. Blocks. */
  static Vertx joinPlain(Path clusterFile) {
    return join(options(), clusterFile);
  }

  private static VertxOptions options() {
    VertxOptions options = new VertxOptions();
    ClusterOptions.limit(options.getEventBusOptions());
    options.getEventBusOptions().setHost("127.0.0.1");
    return options;
  }

  private static Vertx join(VertxOptions options, Path clusterFile) {
    return Await.get(
        Vertx.builder()
            .with(options)
            .withClusterManager(ClusterOptions.manager(clusterFile))
            .buildClustered());
  }
}
