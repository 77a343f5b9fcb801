package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.TestCluster;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Nodes in this JVM, each in a member of its own; one more comes as a process, again and again, and
 * is killed.
 */
final class GrowingNetwork implements AutoCloseable {
  private static final String MODULE = "echo";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final JsonObject ARGS = new JsonObject().put("uid", "guest:alice").put("count", 1);
  private static final EventName EVENT = new EventName("bench", "BenchSystem", "Told");

  /** After a member came or died, the cluster has this long to settle. */
  private static final Duration SETTLE = Duration.ofMillis(1_500);

  private final Path directory;
  private final TestCluster cluster;
  private final Vertx first;
  private final List<TestNode> nodes = new ArrayList<>();
  private final AtomicInteger untold = new AtomicInteger();
  private volatile Runnable allTold = () -> {};
  private volatile CountDownLatch came = new CountDownLatch(0);
  private volatile CountDownLatch left = new CountDownLatch(0);
  private int visitors;

  GrowingNetwork(Path directory) {
    this.directory = directory;
    this.cluster = new TestCluster(directory);
    this.first = cluster.join(options());
    add(first);
  }

  private static VertxOptions options() {
    return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2);
  }

  void growTo(int size) {
    while (nodes.size() < size) {
      add(cluster.join(options()));
    }
    for (TestNode node : nodes) {
      nodes.stream()
          .filter(other -> other != node)
          .forEach(other -> node.sees(other, NodeStatus.UP));
    }
    Work.waitFor(first, SETTLE);
  }

  private void add(Vertx member) {
    int serverId = nodes.size() + 1;
    TestNode node = TestNode.join(member, serverId);
    if (serverId > 1) {
      node.answers(MODULE, MODULE, request -> Future.succeededFuture(request.args()));
    } else {
      node.does(ClusterNode::up);
    }
    node.does(
        joined -> {
          joined.onNodeEvent(event -> told());
          joined
              .directory()
              .onChange(
                  (before, now) -> {
                    if (isVisitor(now) && now.isUp()) {
                      came.countDown();
                    }
                  });
          joined
              .directory()
              .onLeave(
                  gone -> {
                    if (isVisitor(gone)) {
                      left.countDown();
                    }
                  });
        });
    nodes.add(node);
  }

  private boolean isVisitor(NodeInfo node) {
    return node.serverId() == visitorId();
  }

  private int visitorId() {
    return 100 + visitors;
  }

  double idle() {
    return Work.idle(first, SETTLE);
  }

  /** Calls from the first node to the others, so many at a time. */
  long call(int inFlight, Duration time) {
    return call(node -> node.caller().request(MODULE, MODULE, ARGS, TIMEOUT), inFlight, time);
  }

  /** Calls from the first node to the second. */
  long callOne(int inFlight, Duration time) {
    return call(node -> node.caller().request(2, MODULE, MODULE, ARGS, TIMEOUT), inFlight, time);
  }

  private long call(
      Function<ClusterNode, Future<JsonObject>> request, int inFlight, Duration time) {
    AtomicLong calls = new AtomicLong();
    long end = System.nanoTime() + time.toNanos();
    Await.get(
        nodes
            .get(0)
            .run(
                node -> {
                  List<Future<Void>> loops = new ArrayList<>();
                  for (int i = 0; i < inFlight; i++) {
                    Promise<Void> done = Promise.promise();
                    call(() -> request.apply(node), end, calls, done);
                    loops.add(done.future());
                  }
                  return Future.all(loops);
                }));
    return calls.get();
  }

  private static void call(
      Supplier<Future<JsonObject>> request, long end, AtomicLong calls, Promise<Void> done) {
    if (System.nanoTime() > end) {
      done.complete();
      return;
    }
    request
        .get()
        .onSuccess(
            answer -> {
              calls.incrementAndGet();
              call(request, end, calls, done);
            })
        .onFailure(done::tryFail);
  }

  /** Broadcasts of the first node to all others, one after the other. */
  long broadcast(Duration time) {
    AtomicLong broadcasts = new AtomicLong();
    long end = System.nanoTime() + time.toNanos();
    Await.get(
        nodes
            .get(0)
            .run(
                node -> {
                  Promise<Void> done = Promise.promise();
                  Context context = Objects.requireNonNull(Vertx.currentContext());
                  allTold =
                      () -> context.runOnContext(next -> broadcast(node, end, broadcasts, done));
                  broadcast(node, end, broadcasts, done);
                  return done.future();
                }));
    return broadcasts.get() - 1;
  }

  private void broadcast(ClusterNode node, long end, AtomicLong broadcasts, Promise<Void> done) {
    broadcasts.incrementAndGet();
    if (System.nanoTime() > end) {
      done.complete();
      return;
    }
    untold.set(nodes.size() - 1);
    int self = node.self().serverId();
    node.broadcast(to -> to.serverId() != self, new NodeEvent(self, EVENT, ARGS));
  }

  private void told() {
    if (untold.decrementAndGet() == 0) {
      allTold.run();
    }
  }

  /** A process comes, with one node. */
  Jvm visitor() throws IOException {
    visitors++;
    came = new CountDownLatch(nodes.size());
    left = new CountDownLatch(nodes.size());
    return Jvm.run(
        Files.createDirectory(directory.resolve("visitor" + visitors)),
        "out",
        FailoverCallee.class,
        directory.resolve("cluster.yaml").toString(),
        "" + visitorId(),
        FailoverCallee.NODE);
  }

  /** Until all know that it is up, and the cluster has settled. */
  long awaitVisitor() throws InterruptedException {
    await(came);
    return Work.waitFor(first, SETTLE);
  }

  /** Kills it. Until all know that it is gone, in milliseconds. */
  double kill(Jvm visitor) throws InterruptedException {
    long begin = System.nanoTime();
    visitor.close();
    await(left);
    return (System.nanoTime() - begin) / 1e6;
  }

  long settle() {
    return Work.waitFor(first, SETTLE);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(latch.getCount() + " nodes have not heard of it");
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
