package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster still knows that this process listens. A member that was cut off takes the
 * subscriptions of those whom it missed out of the cluster, some of them only when it is back
 * (vertx-hazelcast 5.0.10, membersRemoved), and nobody tells their owners.
 */
final class Subscriptions {
  private final @Nullable ClusterManager manager;

  Subscriptions(Vertx vertx) {
    this.manager = ((VertxInternal) vertx).clusterManager();
  }

  /** Whether others find this process at the address; always, where there are no others. */
  Future<Boolean> hold(String address) {
    if (manager == null) {
      return Future.succeededFuture(true);
    }
    String self = manager.getNodeId();
    Promise<List<RegistrationInfo>> found = Promise.promise();
    manager.getRegistrations(address, found);
    return found
        .future()
        .map(all -> all.stream().anyMatch(listener -> listener.nodeId().equals(self)));
  }
}
