package dev.delos.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.function.Consumer;

/** The processes of the network, as the cluster knows them. Each may hold several nodes. */
interface Members extends AutoCloseable {
  /** This process. */
  String selfId();

  boolean isMember(String memberId);

  int count();

  @Override
  void close();

  /**
   * Those of the cluster that this Vert.x is in; one alone if it is in none.
   *
   * @param left told the id of each member that leaves or dies, on a thread of the cluster's
   * @param merged told that this member was cut off and has joined the others again, on such a
   *     thread
   */
  static Members of(Vertx vertx, Consumer<String> left, Runnable merged) {
    return ((VertxInternal) vertx).clusterManager() instanceof HazelcastClusterManager manager
        ? new HazelcastMembers(vertx, manager, left, merged)
        : new OneMember();
  }

  /** A process without a cluster. */
  record OneMember() implements Members {
    @Override
    public String selfId() {
      return "local";
    }

    @Override
    public boolean isMember(String memberId) {
      return memberId.equals(selfId());
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public void close() {}
  }
}
