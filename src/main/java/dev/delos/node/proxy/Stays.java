package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes the stays of this proxy's players. */
final class Stays {
  private final Vertx vertx;
  private final ClusterNode cluster;
  private final Lobbies lobbies;
  private final Upstream upstream;
  private final int resumeSeconds;

  Stays(Vertx vertx, ClusterNode cluster, Lobbies lobbies, Upstream upstream, int resumeSeconds) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.lobbies = lobbies;
    this.upstream = upstream;
    this.resumeSeconds = resumeSeconds;
  }

  /** A player who is nowhere yet. */
  Stay begun(Account account, Consumer<RefusedException> close) {
    Online online =
        new Online(
            account.uid(),
            cluster.self().serverId(),
            cluster.self().incarnation(),
            UUID.randomUUID().toString(),
            0,
            Stay.NOWHERE,
            resumeSeconds);
    PresenceEntry entry = new PresenceEntry(vertx, cluster.presence(), online);
    return new Stay(online.session(), account, lobbies, upstream, entry, close);
  }

  /** A player whose stay goes on, of whom the presence knows. */
  Stay standing(Account account, Online online, Consumer<RefusedException> close) {
    PresenceEntry entry = PresenceEntry.of(vertx, cluster.presence(), online);
    return new Stay(online.session(), account, lobbies, upstream, entry, close);
  }
}
