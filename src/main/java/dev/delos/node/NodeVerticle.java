package dev.delos.node;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.DuplicateServerIdException;
import dev.delos.config.ConfigException;
import dev.delos.config.NodeConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * The life of a node: joins the network, opens what its role offers, is up; drains, closes, leaves.
 * All of a node runs on this verticle's context.
 */
public abstract class NodeVerticle extends VerticleBase {
  private final NodeConfig config;
  private final NodeContext node;
  private final String role;

  @SuppressWarnings("NullAway.Init") // set by start
  private ClusterNode cluster;

  @SuppressWarnings("NullAway.Init") // set by start
  private HealthPort health;

  /** A node that has not started. */
  protected NodeVerticle(NodeConfig config, NodeContext node, String role) {
    this.config = config;
    this.node = node;
    this.role = role;
  }

  @Override
  public final void init(Vertx newVertx, Context newContext) {
    super.init(newVertx, newContext);
  }

  @Override
  public final Future<?> start() {
    cluster = new ClusterNode(vertx, node.describe(config, role));
    health = new HealthPort(vertx, node, cluster);
    return health
        .open(config)
        .compose(listening -> cluster.join())
        .compose(joined -> open(cluster))
        .onSuccess(opened -> up())
        .recover(
            failure ->
                cluster
                    .leave()
                    .eventually(health::close)
                    .transform(left -> Future.failedFuture(explain(failure))));
  }

  private void up() {
    new NodeControl(node, cluster).register();
    cluster.up();
  }

  private Throwable explain(Throwable failure) {
    return failure instanceof DuplicateServerIdException
        ? new ConfigException(
            config.file(),
            "serverId",
            config.serverId() + ", which another node of the network has",
            "a number that no other node has")
        : failure;
  }

  /** Drains within the limit, then closes and leaves whatever is not done. */
  @Override
  public final Future<?> stop() {
    cluster.drain();
    return Future.succeededFuture()
        .compose(draining -> empty())
        .compose(emptied -> cluster.idle(node.drainLimit()))
        .timeout(node.drainLimit().toMillis(), TimeUnit.MILLISECONDS)
        .eventually(this::close)
        .eventually(cluster::leave)
        .eventually(health::close);
  }

  /** Opens what the role offers; the node is up when the future completes. */
  protected abstract Future<Void> open(ClusterNode joined);

  /**
   * Gives away what the node holds, now that it is DRAINING: tells its mods, hands its players
   * over. Given up after {@link NodeContext#drainLimit()}.
   */
  protected Future<Void> empty() {
    return Future.succeededFuture();
  }

  /** Closes what {@link #open} opened; the node takes no new work any more. */
  protected abstract Future<Void> close();
}
