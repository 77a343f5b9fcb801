package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the presence what is left of proxies that are gone, once nobody can take their
 * sessions over any more. Belongs to the proxy's context.
 */
final class OrphanSweep {
  private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final Duration after;
  private final Set<Long> timers = new HashSet<>();

  OrphanSweep(Vertx vertx, ClusterNode cluster, Duration resume) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.after = resume.plus(MARGIN);
  }

  void left(NodeInfo proxy) {
    timers.add(vertx.setTimer(after.toMillis(), id -> sweep(id, proxy)));
  }

  private void sweep(long timer, NodeInfo proxy) {
    timers.remove(timer);
    if (isFirstProxy() && !isBack(proxy)) {
      cluster
          .presence()
          .sweep(proxy)
          .onFailure(
              failure -> log.warn("entries of a proxy that left stay: {}", failure.toString()));
    }
  }

  /** It was out of reach only: its sessions are its own. */
  private boolean isBack(NodeInfo proxy) {
    return cluster
        .directory()
        .find(proxy.serverId())
        .filter(known -> known.incarnation() == proxy.incarnation())
        .isPresent();
  }

  /** One of the proxies does what one is enough for. */
  private boolean isFirstProxy() {
    return cluster
        .directory()
        .upNodes()
        .filter(NodeInfo::isProxy)
        .allMatch(proxy -> proxy.serverId() >= cluster.self().serverId());
  }

  void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
