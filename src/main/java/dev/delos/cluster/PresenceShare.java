package dev.delos.cluster;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the presence that this process keeps for the network: each process keeps others.
 * All of them, where there is no cluster.
 */
final class PresenceShare {
  private final Vertx vertx;
  private final @Nullable IMap<String, String> map;

  PresenceShare(Vertx vertx) {
    this.vertx = vertx;
    this.map =
        ((VertxInternal) vertx).clusterManager() instanceof HazelcastClusterManager manager
            ? manager.getHazelcastInstance().getMap(Presence.MAP)
            : null;
  }

  /**
   * Watches for entries of which the cluster loses all copies, be they this process's or another's,
   * as long as the process runs.
   *
   * @param lost told of each such part of the presence, on a thread of the cluster's
   */
  Future<Void> watch(Consumer<Integer> lost) {
    IMap<String, String> clustered = map;
    return clustered == null
        ? Future.succeededFuture()
        : vertx
            .executeBlocking(
                () ->
                    clustered.addPartitionLostListener(
                        event -> lost.accept(event.getPartitionId())))
            .mapEmpty();
  }

  /**
   * Those that match. Goes through all of the share, and keeps nobody waiting for it.
   *
   * @param wanted is asked on threads of the cluster's
   */
  Future<List<Online>> entries(Predicate<Online> wanted) {
    IMap<String, String> clustered = map;
    Future<? extends Collection<String>> found =
        clustered == null
            ? vertx
                .sharedData()
                .<String, String>getAsyncMap(Presence.MAP)
                .compose(all -> all.values())
            : vertx.executeBlocking(() -> entries(clustered, wanted), false);
    return found.map(all -> all.stream().map(Online::decode).filter(wanted).toList());
  }

  /** The predicate stays in this process: it need not be what a query to others has to be. */
  private static Collection<String> entries(IMap<String, String> map, Predicate<Online> wanted) {
    return map.getAll(map.localKeySet(entry -> wanted.test(Online.decode(entry.getValue()))))
        .values();
  }
}
