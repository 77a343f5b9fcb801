package dev.delos.node.master;

import static dev.delos.node.master.MasterBench.QUICK;
import static dev.delos.node.master.TestMaster.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.node.master.TestMaster.Told;
import dev.delos.protocol.NodeCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the built-in commands do to nodes. */
class ServerCommandsTest {
  private final MasterBench bench = new MasterBench();
  private FakeNode first;
  private FakeNode second;
  private TestMaster master;

  @BeforeEach
  void start() {
    FakeNode.join(bench.vertx, 1001, "proxy", "proxy").does(node -> node.load(5));
    first = FakeNode.join(bench.vertx, 2001, "lobby", "lobby").does(node -> node.load(3));
    second = FakeNode.join(bench.vertx, 2002, "lobby", "lobby").does(node -> node.load(2));
    FakeNode.join(bench.vertx, 2003, "game", "arena").does(node -> node.load(1));
    master = bench.start(9001, QUICK);
    Awaitility.await()
        .until(() -> master.run("/online/count").entity().getInteger("connections") == 5);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everyNodeIsShownOrOneOfThem() {
    JsonArray all = master.run("/server/status").entity().getJsonArray("servers");
    assertThat(all)
        .extracting(one -> ((JsonObject) one).getInteger("serverId"))
        .containsExactly(1001, 2001, 2002, 2003, 9001);
    JsonArray one = master.run("/server/status", "serverId", 2003).entity().getJsonArray("servers");
    assertThat(one).hasSize(1);
    assertThat(one.getJsonObject(0).getString("status")).isEqualTo("UP");
    assertThat(one.getJsonObject(0).getString("type")).isEqualTo("arena");
    Told unknown = master.run("/server/status", "serverId", 7);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.message()).isEqualTo("no node 7");
  }

  @Test
  void playersAreCountedInAllAndByServerAndByType() {
    assertThat(master.run("/online/count").entity())
        .isEqualTo(
            body(
                "total",
                6,
                "byServer",
                body("2001", 3, "2002", 2, "2003", 1),
                "byType",
                body("arena", 1, "lobby", 5),
                "connections",
                5));
  }

  @Test
  void aNodesLogLevelIsSet() {
    first.answers(NodeCalls.MODULE, NodeCalls.LOG_LEVEL, args -> args);
    assertThat(
            master
                .run("/server/logLevel", "serverId", 2001, "level", "DEBUG", "logger", "dev.delos")
                .entity())
        .isEqualTo(body("level", "DEBUG", "logger", "dev.delos"));
    assertThat(master.run("/server/logLevel", "serverId", 2001, "level", "LOUD").message())
        .isEqualTo("level: found \"LOUD\", allowed: TRACE, DEBUG, INFO, WARN, ERROR");
  }

  @Test
  void aNodeIsToldToDrain() {
    drains(first, true);
    assertThat(master.run("/server/drain", "serverId", 2001).code()).isEqualTo(1);
    Awaitility.await().until(() -> master.run("/server/status", "serverId", 2001).code() == 404);
    second.does(node -> node.drain());
    Told again = master.run("/server/drain", "serverId", 2002);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.message()).isEqualTo("node 2002 drains already");
  }

  @Test
  void aRollingCloseTakesOneNodeAfterTheOther() {
    drains(first, false);
    drains(second, true);
    assertThat(master.run("/server/rollingCloseStatus").entity().getString("state"))
        .isEqualTo("NONE");
    assertThat(master.run("/server/rollingClose", "opServerType", "lobby", "dryRun", true).entity())
        .isEqualTo(body("nodes", new JsonArray().add(2001).add(2002), "dryRun", true));
    assertThat(first.asked(NodeCalls.DRAIN)).isEmpty();
    assertThat(master.run("/server/rollingClose", "opServerType", "lobby").code()).isEqualTo(1);
    Awaitility.await().until(() -> first.asked(NodeCalls.DRAIN).size() == 1);
    Told another = master.run("/server/rollingClose", "opServerType", "lobby");
    assertThat(another.status()).isEqualTo(409);
    assertThat(another.entity().getString("state")).isEqualTo("RUNNING");
    assertThat(second.asked(NodeCalls.DRAIN)).isEmpty();
    first.leave();
    Awaitility.await().until(() -> state().equals("DONE"));
    assertThat(master.run("/server/rollingCloseStatus").entity().getJsonArray("left"))
        .isEqualTo(new JsonArray().add(2001).add(2002));
  }

  @Test
  void aRollingCloseStopsAtANodeThatDoesNotLeave() {
    drains(first, false);
    drains(second, true);
    JsonArray nodes = new JsonArray().add(2001).add(2002);
    master.run("/server/rollingClose", "opServerIds", nodes, "waitSeconds", 1);
    Awaitility.await().until(() -> state().equals("STOPPED"));
    assertThat(master.run("/server/rollingCloseStatus").entity().getString("why"))
        .isEqualTo("at node 2001: it did not leave in time");
    assertThat(second.asked(NodeCalls.DRAIN)).isEmpty();
  }

  @Test
  void aRollingCloseEndsWithTheLeaseOfItsMaster() {
    drains(first, false);
    drains(second, true);
    master.run("/server/rollingClose", "opServerType", "lobby");
    Awaitility.await().until(() -> first.asked(NodeCalls.DRAIN).size() == 1);
    bench.takeLease();
    master.standsBy();
    first.leave();
    bench.test.execute("UPDATE delos.lease SET expires_at = now()");
    master.becomesActive();
    assertThat(state()).isEqualTo("STOPPED");
    assertThat(second.asked(NodeCalls.DRAIN)).isEmpty();
  }

  @Test
  void aRollingCloseOfTheWrongNodesIsRefused() {
    assertThat(master.run("/server/rollingClose").message())
        .isEqualTo("opServerIds, opServerType: found neither, allowed: one of them");
    assertThat(master.run("/server/rollingClose", "opServerType", "chess").status()).isEqualTo(404);
    assertThat(master.run("/server/rollingClose", "opServerIds", new JsonArray().add(7)).status())
        .isEqualTo(404);
    assertThat(master.run("/server/rollingClose", "opServerType", "master").message())
        .startsWith("found node 9001, allowed: any but the active master");
  }

  private String state() {
    return master.run("/server/rollingCloseStatus").entity().getString("state");
  }

  private void drains(FakeNode node, boolean andLeaves) {
    node.answersLater(
        NodeCalls.MODULE,
        NodeCalls.DRAIN,
        request -> {
          if (andLeaves) {
            bench.vertx.runOnContext(now -> node.leaveLater());
          }
          return Future.succeededFuture(new JsonObject());
        });
  }
}
