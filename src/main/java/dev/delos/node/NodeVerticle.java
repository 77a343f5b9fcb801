package dev.delos.node;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.DuplicateServerIdException;
import dev.delos.config.ConfigException;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * The life of a node: joins the network, opens what its role offers, is up; drains, closes, leaves.
 * All of a node runs on this verticle's context.
 */
public abstract class NodeVerticle extends VerticleBase {
  private final Path file;
  private final NodeInfo self;

  @SuppressWarnings("NullAway.Init") // set by init, which Vert.x calls before start
  private ClusterNode cluster;

  /**
   * A node that has not started.
   *
   * @param file where its server id stands
   */
  protected NodeVerticle(Path file, NodeInfo self) {
    this.file = file;
    this.self = self;
  }

  @Override
  public final void init(Vertx newVertx, Context newContext) {
    super.init(newVertx, newContext);
  }

  @Override
  public final Future<?> start() {
    cluster = new ClusterNode(vertx, self);
    return cluster
        .join()
        .compose(joined -> open(cluster))
        .onSuccess(opened -> cluster.up())
        .recover(
            failure -> cluster.leave().transform(left -> Future.failedFuture(explain(failure))));
  }

  private Throwable explain(Throwable failure) {
    return failure instanceof DuplicateServerIdException
        ? new ConfigException(
            file,
            "serverId",
            self.serverId() + ", which another node of the network has",
            "a number that no other node has")
        : failure;
  }

  @Override
  public final Future<?> stop() {
    cluster.drain();
    return close().eventually(cluster::leave);
  }

  /** Opens what the role offers; the node is up when the future completes. */
  protected abstract Future<Void> open(ClusterNode joined);

  /** Closes what {@link #open} opened; the node takes no new work any more. */
  protected abstract Future<Void> close();
}
