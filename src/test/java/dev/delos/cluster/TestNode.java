package dev.delos.cluster;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.delos.Await;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** A node of the network with nothing on it, for a test to fill. */
public final class TestNode extends VerticleBase {
  private final int serverId;
  private final String role;
  private ClusterNode cluster;

  private TestNode(int serverId, String role) {
    this.serverId = serverId;
    this.role = role;
  }

  /** A service that has joined and is not up yet. */
  public static TestNode join(Vertx vertx, int serverId) {
    return join(vertx, serverId, "service");
  }

  /** A node of that role that has joined and is not up yet. */
  public static TestNode join(Vertx vertx, int serverId, String role) {
    TestNode node = new TestNode(serverId, role);
    Await.get(vertx.deployVerticle(node));
    return node;
  }

  @Override
  public Future<?> start() {
    NodeInfo self = NodeInfo.starting(serverId, 1, role, "test", List.of(), "test");
    cluster = new ClusterNode(vertx, self);
    return cluster.join();
  }

  /** Runs on the node's context. */
  public <T> Future<T> run(Function<ClusterNode, Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(start -> work.apply(cluster)).onComplete(promise));
    return promise.future();
  }

  /** Answers a method from now on. */
  @CanIgnoreReturnValue
  public TestNode answers(String module, String method, RpcEndpoint endpoint) {
    Await.get(
        run(
            node -> {
              node.dispatcher().register(module, method, endpoint);
              node.up();
              return Future.succeededFuture();
            }));
    return this;
  }

  /** Waits until this node sees the other with that status. */
  @CanIgnoreReturnValue
  public TestNode sees(TestNode other, NodeStatus status) {
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                Await.get(
                    run(
                        node ->
                            node.directory()
                                    .find(other.serverId)
                                    .filter(found -> found.status() == status)
                                    .isPresent()
                                ? Future.succeededFuture()
                                : Future.failedFuture("not yet"))));
    return this;
  }

  /** Waits until this node sees one of that id up. */
  void sees(int other) {
    Awaitility.await()
        .until(
            () ->
                Await.get(
                    run(
                        node ->
                            Future.succeededFuture(
                                node.directory().find(other).filter(NodeInfo::isUp).isPresent()))));
  }

  /** Does something on the node's context, and waits for it. */
  @CanIgnoreReturnValue
  public TestNode does(Consumer<ClusterNode> work) {
    Await.get(
        run(
            node -> {
              work.accept(node);
              return Future.succeededFuture();
            }));
    return this;
  }

  /** Is gone from one moment to the next, as a process that is killed. */
  public void vanish() {
    Await.get(run(ClusterNode::leave));
  }

  public Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    return run(node -> node.caller().request(module, method, args, timeout));
  }

  /** The node's own, for use on its context and for reading its counts. */
  public RpcCaller caller() {
    return cluster.caller();
  }

  RpcDispatcher dispatcher() {
    return cluster.dispatcher();
  }

  int serverId() {
    return serverId;
  }
}
