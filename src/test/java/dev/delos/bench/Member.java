package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.ClusterOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;

/** Joins a cluster as the project's own processes do. */
final class Member {
  private Member() {}

  /** A Vert.x in the cluster of that file. Blocks. */
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
