package dev.delos.cluster;

import dev.delos.Await;
import dev.delos.protocol.Addresses;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import dev.delos.protocol.RpcCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that say what they are every few seconds and answer calls, and know nobody: so a thousand
 * fit in a JVM. They tell each other nothing.
 */
public final class SimulatedNodes extends VerticleBase {
  public static final String MODULE = "echo";

  private static final int FIRST_ID = 10_000;
  private static final int NEWCOMER_ID = 9_000;
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private static final JsonObject ARGS = new JsonObject().put("uid", "guest:alice").put("count", 1);

  private final int count;

  private SimulatedNodes(int count) {
    this.count = count;
  }

  /** So many more in this Vert.x, of which a node there knows once this returns. */
  public static void join(Vertx vertx, int count, TestNode known) {
    Await.get(vertx.deployVerticle(new SimulatedNodes(count)));
    known.sees(FIRST_ID + count - 1);
  }

  @Override
  public Future<?> start() {
    List<Future<Void>> listening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      listening.add(listen(FIRST_ID + i));
    }
    vertx.setPeriodic(PERIOD.toMillis(), id -> announce());
    return Future.all(listening).onSuccess(all -> announce());
  }

  private Future<Void> listen(int serverId) {
    Outbox outbox = new Outbox(vertx);
    RpcDispatcher dispatcher = new RpcDispatcher(vertx, serverId, () -> true, outbox, () -> {});
    dispatcher.register(MODULE, "echo", request -> Future.succeededFuture(request.args()));
    Inbox inbox = new Inbox(context, outbox, message -> receive(dispatcher, message));
    return vertx
        .eventBus()
        .<Pack>consumer(Addresses.node(serverId), message -> inbox.receive(message.body()))
        .completion();
  }

  private static void receive(RpcDispatcher dispatcher, Pack.Message message) {
    if (message.kind() == MessageKind.RPC) {
      dispatcher.dispatch(RpcCall.decode(message.body()));
    }
  }

  private void announce() {
    for (int i = 0; i < count; i++) {
      vertx.eventBus().publish(Addresses.NODES, node(FIRST_ID + i).toJson().put("say", "announce"));
    }
  }

  private static NodeInfo node(int serverId) {
    return NodeInfo.starting(serverId, 1, "service", "test", List.of(), "test")
        .withMember("member-" + serverId)
        .withModules(List.of(MODULE))
        .withStatus(NodeStatus.UP);
  }

  /** Calls of a node to all of them, one after the other: how many there were. */
  public static long call(TestNode node, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return Await.get(
        node.run(
            cluster -> {
              Promise<Long> done = Promise.promise();
              next(cluster, end, 0, done);
              return done.future();
            }));
  }

  private static void next(ClusterNode cluster, long end, long calls, Promise<Long> done) {
    if (System.nanoTime() > end) {
      done.complete(calls);
      return;
    }
    cluster
        .caller()
        .request(MODULE, "echo", ARGS, Duration.ofSeconds(10))
        .onSuccess(answer -> next(cluster, end, calls + 1, done))
        .onFailure(done::tryFail);
  }

  /** What the coming and the end of a node cost another one, in nanoseconds. */
  public record Handled(double join, double death) {}

  /**
   * Lets a node come and die again and again, as a node takes it from its cluster; after each a
   * callee is looked for, as the next call does.
   */
  public static Handled comeAndGo(TestNode node, int rounds) {
    return Await.get(node.run(cluster -> Future.succeededFuture(comeAndGo(cluster, rounds))));
  }

  private static Handled comeAndGo(ClusterNode cluster, int rounds) {
    NodeDirectory directory = cluster.directory();
    NodeInfo newcomer = node(NEWCOMER_ID);
    int hosts = directory.hosts(MODULE).size();
    long join = 0;
    long death = 0;
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      directory.heard(newcomer);
      int more = directory.hosts(MODULE).size();
      long joined = System.nanoTime();
      directory.memberLeft(newcomer.memberId());
      int again = directory.hosts(MODULE).size();
      death += System.nanoTime() - joined;
      join += joined - begin;
      if (more != hosts + 1 || again != hosts) {
        throw new IllegalStateException(hosts + ", " + more + ", " + again);
      }
    }
    return new Handled((double) join / rounds, (double) death / rounds);
  }
}
