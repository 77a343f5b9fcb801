package dev.delos.processes;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.ClusterOptions;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A node in this JVM that is of the network: asks the services without end, whether or not the
 * earlier calls have an answer, and tells what its directory says.
 */
final class Caller implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final int SERVER_ID = 8001;
  private static final long PERIOD_MS = 25;

  private final Sightings sightings = new Sightings();
  private final Vertx vertx;
  private final HazelcastClusterManager manager;
  private final TestNode node;

  private Caller(Vertx vertx, HazelcastClusterManager manager) {
    this.vertx = vertx;
    this.manager = manager;
    this.node = TestNode.join(vertx, SERVER_ID);
    vertx.setPeriodic(PERIOD_MS, id -> ask());
  }

  static Caller join(Path clusterFile) {
    VertxOptions options = new VertxOptions();
    ClusterOptions.limit(options.getEventBusOptions());
    options.getEventBusOptions().setHost("127.0.0.1");
    ClusterManager manager = ClusterOptions.manager(clusterFile);
    Vertx vertx =
        Await.get(Vertx.builder().with(options).withClusterManager(manager).buildClustered());
    return new Caller(vertx, (HazelcastClusterManager) manager);
  }

  /** What its own calls brought. */
  Sightings sightings() {
    return sightings;
  }

  /** What the directory says of a node; empty if it is gone. */
  Optional<NodeInfo> find(int serverId) {
    return read(cluster -> cluster.directory().find(serverId));
  }

  boolean isUp(int serverId) {
    return find(serverId).filter(NodeInfo::isUp).isPresent();
  }

  boolean isGone(int serverId) {
    return find(serverId).isEmpty();
  }

  boolean isDrainingOrGone(int serverId) {
    return find(serverId).map(NodeInfo::status).filter(NodeStatus.UP::equals).isEmpty();
  }

  Optional<Integer> activeMaster() {
    return read(cluster -> cluster.directory().activeMaster()).map(NodeInfo::serverId);
  }

  /** Asks one service. */
  Future<JsonObject> ask(int serverId) {
    return node.run(
        cluster -> cluster.caller().request(serverId, "daily_service", "look", args(), TIMEOUT));
  }

  /**
   * Has a proxy move a player, and tells where the player is then. What the cluster can't say while
   * a process stands still, the proxy waits for.
   */
  Future<Integer> transfer(int proxyId, String uid, int serverId) {
    JsonObject args = new JsonObject().put("uid", uid).put("serverId", serverId);
    return node.run(
            cluster ->
                cluster
                    .caller()
                    .request(
                        proxyId,
                        SessionCalls.MODULE,
                        SessionCalls.TRANSFER,
                        args,
                        SessionCalls.TRANSFER_LIMIT))
        .map(moved -> moved.getInteger("serverId"));
  }

  private <T> T read(Function<ClusterNode, T> what) {
    return Await.get(node.run(cluster -> Future.succeededFuture(what.apply(cluster))));
  }

  private void ask() {
    long begin = System.nanoTime();
    node.request("daily_service", "look", args(), TIMEOUT)
        .onSuccess(answer -> sightings.note(begin, Sightings.GOOD))
        .onFailure(failure -> sightings.note(begin, code(failure)));
  }

  private static JsonObject args() {
    return new JsonObject()
        .put("owner", "caller")
        .put("requestId", UUID.randomUUID().toString())
        .put("args", new JsonObject());
  }

  /** The code of a call's failure. */
  static String code(Throwable failure) {
    return failure instanceof RpcException known ? known.code().name() : failure.toString();
  }

  /** At once: an orderly end would wait for what the tests have left of the cluster. */
  @Override
  public void close() {
    manager.getHazelcastInstance().getLifecycleService().terminate();
    vertx.close().onComplete(closed -> {});
  }
}
