package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.Addresses;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes in members of their own, where words get lost and members die. */
class ClusteredNodesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final JsonObject ARGS = new JsonObject().put("n", 1);
  private static final EventName EVENT = new EventName("test", "TestSystem", "Numbered");

  private static TestCluster cluster;
  private static Vertx east;
  private static Vertx west;

  @BeforeAll
  static void join(@TempDir Path directory) {
    cluster = new TestCluster(directory);
    east = cluster.join();
    west = cluster.join();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void aNodeThatMissedAnnouncementsHealsByItself() {
    TestNode watcher = TestNode.join(east, 10);
    TestNode drains = up(east, 11);
    TestNode misses = TestNode.join(west, 12).sees(drains, NodeStatus.UP);
    TestNode comes;
    try (DeafToNews deaf = new DeafToNews(west)) {
      comes = up(east, 13);
      drain(drains);
      watcher.sees(comes, NodeStatus.UP).sees(drains, NodeStatus.DRAINING);
      assertThat(deaf.missed()).isPositive();
      assertThat(statusOf(misses, 11)).contains(NodeStatus.UP);
      assertThat(statusOf(misses, 13)).isEmpty();
    }
    misses.sees(comes, NodeStatus.UP).sees(drains, NodeStatus.DRAINING);
    assertThat(Await.get(misses.request("module13", "echo", ARGS, LONG))).isEqualTo(ARGS);
  }

  @Test
  void aNewcomerWhoseFirstQuestionIsLostHealsByItself() {
    TestNode there = up(east, 21);
    TestNode newcomer;
    try (DeafToNews deaf = new DeafToNews(east)) {
      newcomer = up(west, 22);
      newcomer.sees(there, NodeStatus.UP);
      assertThat(deaf.missed()).isPositive();
      assertThat(statusOf(there, 22)).isEmpty();
    }
    there.sees(newcomer, NodeStatus.UP);
    assertThat(Await.get(there.request("module22", "echo", ARGS, LONG))).isEqualTo(ARGS);
  }

  @Test
  void whatIsSentToANodeAsSoonAsItIsKnownArrivesInOrder() {
    int messages = 100;
    TestNode sender = TestNode.join(east, 30);
    Await.get(
        sender.run(
            node -> {
              node.directory().onChange((before, now) -> sendTo(node, now, messages));
              return Future.succeededFuture();
            }));
    for (int serverId = 31; serverId < 41; serverId++) {
      Queue<Integer> got = new ConcurrentLinkedQueue<>();
      TestNode receiver = TestNode.join(west, serverId);
      Await.get(
          receiver.run(
              node -> {
                node.onNodeEvent(event -> got.add(event.data().getInteger("n")));
                node.up();
                return Future.succeededFuture();
              }));
      Awaitility.await().until(() -> got.size() >= messages);
      assertThat(got).containsExactlyElementsOf(IntStream.range(0, messages).boxed().toList());
    }
  }

  private static void sendTo(ClusterNode sender, NodeInfo now, int messages) {
    if (now.isUp() && now.serverId() > 30 && now.serverId() < 41) {
      for (int n = 0; n < messages; n++) {
        sender.send(now.serverId(), new NodeEvent(30, EVENT, new JsonObject().put("n", n)));
      }
    }
  }

  @Test
  void whatIsSentBeforeTheNodesAddressIsKnownWaitsAndArrivesInOrder() {
    int messages = 100;
    Queue<Integer> got = new ConcurrentLinkedQueue<>();
    TestNode sender = TestNode.join(east, 50);
    Await.get(
        sender.run(
            node -> {
              for (int n = 0; n < messages; n++) {
                node.send(51, new NodeEvent(50, EVENT, new JsonObject().put("n", n)));
              }
              return Future.succeededFuture();
            }));
    PackCodec.register(west.eventBus());
    MessageConsumer<Pack> late = west.eventBus().consumer(Addresses.node(51));
    late.handler(
        message ->
            message
                .body()
                .messages()
                .forEach(
                    one ->
                        got.add(
                            NodeEvent.fromJson(new JsonObject(one.body()))
                                .data()
                                .getInteger("n"))));
    Awaitility.await().until(() -> got.size() >= messages);
    assertThat(got).containsExactlyElementsOf(IntStream.range(0, messages).boxed().toList());
    Await.get(late.unregister());
  }

  @Test
  void aNodeWhoseSubscriptionsTheClusterHasLostListensAnew() {
    TestNode caller = TestNode.join(west, 70);
    TestNode deaf = up(east, 71);
    caller.sees(deaf, NodeStatus.UP);
    cluster.loseRegistrations(Addresses.node(71));
    cluster.loseRegistrations(Addresses.NODES);
    assertThat(cluster.registrations()).doesNotContainKey(Addresses.node(71));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                cluster.registrations().containsKey(Addresses.node(71))
                    && cluster.registrations().containsKey(Addresses.NODES));
    TestNode comes = up(west, 72);
    deaf.sees(comes, NodeStatus.UP);
    caller.sees(comes, NodeStatus.UP);
    assertThat(Await.get(caller.request("module71", "echo", ARGS, LONG))).isEqualTo(ARGS);
  }

  @Test
  void callsToAMemberThatDiesFailAtOnceAndTheNextGoToAnother() {
    Vertx mortal = cluster.join();
    TestNode caller = TestNode.join(west, 61);
    Promise<Void> called = Promise.promise();
    TestNode dies =
        TestNode.join(mortal, 62)
            .answers(
                "mortal",
                "work",
                request -> {
                  called.tryComplete();
                  return Promise.<JsonObject>promise().future();
                });
    caller.sees(dies, NodeStatus.UP);
    Future<JsonObject> inFlight = caller.request("mortal", "work", ARGS, LONG);
    Await.get(called.future());
    TestNode lives =
        TestNode.join(east, 63)
            .answers("mortal", "work", request -> Future.succeededFuture(request.args()));
    caller.sees(lives, NodeStatus.UP);
    cluster.kill(mortal);
    Awaitility.await().until(() -> cluster.size(west) == 2);
    long seen = System.nanoTime();
    assertThat(((RpcException) Await.failure(inFlight)).code()).isEqualTo(Code.NODE_LEFT);
    assertThat(Duration.ofNanos(System.nanoTime() - seen)).isLessThan(Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      assertThat(Await.get(caller.request("mortal", "work", ARGS, LONG))).isEqualTo(ARGS);
    }
  }

  private static TestNode up(Vertx member, int serverId) {
    return TestNode.join(member, serverId)
        .answers("module" + serverId, "echo", request -> Future.succeededFuture(request.args()));
  }

  private static void drain(TestNode drained) {
    Await.get(
        drained.run(
            node -> {
              node.drain();
              return Future.succeededFuture();
            }));
  }

  private static Optional<NodeStatus> statusOf(TestNode watcher, int serverId) {
    return Await.get(
        watcher.run(
            node -> Future.succeededFuture(node.directory().find(serverId).map(NodeInfo::status))));
  }
}
