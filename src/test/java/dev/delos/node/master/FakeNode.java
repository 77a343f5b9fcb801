package dev.delos.node.master;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A node of any role that answers what a test tells it to, and writes down what it was asked. */
final class FakeNode extends VerticleBase {
  private final int serverId;
  private final String role;
  private final String type;
  private final Map<String, List<JsonObject>> asked = new ConcurrentHashMap<>();
  private ClusterNode cluster;

  private FakeNode(int serverId, String role, String type) {
    this.serverId = serverId;
    this.role = role;
    this.type = type;
  }

  /** A node that is up. */
  static FakeNode join(Vertx vertx, int serverId, String role, String type) {
    FakeNode node = new FakeNode(serverId, role, type);
    Await.get(vertx.deployVerticle(node));
    node.does(ClusterNode::up);
    return node;
  }

  @Override
  public Future<?> start() {
    cluster = new ClusterNode(vertx, NodeInfo.starting(serverId, 1, role, type, List.of(), "test"));
    return cluster.join();
  }

  /** Runs on the node's context. */
  <T> T run(Function<ClusterNode, Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(begin -> work.apply(cluster)).onComplete(promise));
    return Await.get(promise.future());
  }

  @CanIgnoreReturnValue
  FakeNode does(Consumer<ClusterNode> work) {
    run(
        node -> {
          work.accept(node);
          return Future.succeededFuture();
        });
    return this;
  }

  /** Answers a method from now on; what it is asked is kept. */
  @CanIgnoreReturnValue
  FakeNode answers(String module, String method, UnaryOperator<JsonObject> reply) {
    return answersLater(
        module, method, request -> Future.succeededFuture(reply.apply(request.args())));
  }

  @CanIgnoreReturnValue
  FakeNode answersLater(String module, String method, RpcEndpoint endpoint) {
    return does(
        node ->
            node.dispatcher()
                .register(
                    module,
                    method,
                    request -> {
                      asked(method).add(request.args());
                      return endpoint.call(request);
                    }));
  }

  /** What it was asked by that method, the first first. */
  List<JsonObject> asked(String method) {
    return asked.computeIfAbsent(method, none -> new CopyOnWriteArrayList<>());
  }

  /** As a proxy: an account logs in, and is on that server. */
  void login(String uid, int onServer) {
    run(node -> node.presence().claim(new Online(uid, serverId, 1, "session-" + uid, 0, onServer)));
  }

  /** As a proxy: an account's connection is gone. */
  void logout(String uid) {
    run(node -> node.presence().forget(uid));
  }

  /** Leaves the network soon; may be called on any context. */
  void leaveLater() {
    context.runOnContext(now -> cluster.leave().onFailure(Throwable::printStackTrace));
  }

  /** Leaves the network. */
  void leave() {
    run(ClusterNode::leave);
  }
}
