package dev.delos.node.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.TestCluster;
import dev.delos.cluster.TestNode;
import dev.delos.host.ModHost;
import dev.delos.host.PlayerSaves;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a lobby looks for in the presence when a node has left: counted by the cluster. */
class SeatWatchTest {
  private static final int DEAD = 1008;
  private static final int LIVING = 1009;
  private static final Map<Integer, Integer> PLAYERS_OF = Map.of(DEAD, 30, LIVING, 90);

  /** Three seconds of the slow round. */
  private static final int SLOW = 3 * (30 + 90) / 30;

  private static final List<String> UIDS = new ArrayList<>();
  private static final PlayerTable PLAYERS = new PlayerTable(Clock.systemUTC());
  private static TestCluster cluster;
  private static TestNode lobby;
  private static SeatWatch watch;

  @BeforeAll
  static void fill(@TempDir Path directory) {
    cluster = new TestCluster(directory);
    Vertx vertx = cluster.join();
    lobby = TestNode.join(vertx, 2001, "lobby");
    lobby.does(node -> watch = watch(vertx, node));
    PLAYERS_OF.forEach(
        (proxyId, count) -> {
          lobby.sees(TestNode.join(vertx, proxyId, "proxy"), NodeStatus.STARTING);
          for (int i = 0; i < count; i++) {
            sit(proxyId, "player" + proxyId + "." + i);
          }
        });
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static SeatWatch watch(Vertx vertx, ClusterNode node) {
    PlayerSaves saves = new PlayerSaves();
    PlayerNews news = new PlayerNews(node, new ModHost(vertx, node, Clock.systemUTC()), saves);
    Places places = new Places(PLAYERS, Integer.MAX_VALUE, System::nanoTime);
    return new SeatWatch(
        node, PLAYERS, new PlayerEndpoint(vertx.getOrCreateContext(), node, PLAYERS, places, news));
  }

  private static void sit(int proxyId, String uid) {
    UIDS.add(uid);
    Online online = new Online(uid, proxyId, 1, uid, 0, 2001, 60);
    Await.get(lobby.run(node -> node.presence().claim(online)));
    JsonObject args = new JsonObject().put("uid", uid).put("id", uid).put("name", uid);
    lobby.does(node -> PLAYERS.add(Seat.of(proxyId, args)));
  }

  @Test
  void atTheEndOfAProxyItsOwnPlayersAloneAreLookedForQuickly() {
    assertThat(looksAfter("proxy", DEAD)).isEqualTo(SLOW + 30);
  }

  @Test
  void atTheEndOfANodeWithoutPlayersNobodyIsLookedForQuickly() {
    assertThat(looksAfter("service", 3001)).isEqualTo(SLOW);
    assertThat(looksAfter("proxy", 1001)).isEqualTo(SLOW);
  }

  @Test
  void inDoubtAllAreLookedForQuickly() {
    lobby.does(node -> watch.hurry());
    assertThat(looks()).isEqualTo(SLOW + 30 + 90);
  }

  private long looksAfter(String role, int serverId) {
    NodeInfo left = NodeInfo.starting(serverId, 1, role, role, List.of(), "test");
    lobby.does(node -> watch.left(left));
    return looks();
  }

  /** How often the presence is asked within three seconds. */
  private long looks() {
    long before = cluster.operations("delos.presence");
    for (int second = 0; second < 3; second++) {
      lobby.does(node -> watch.tick());
    }
    // What is asked of an entry is answered, and counted, in order.
    Await.get(
        lobby.run(
            node -> Future.all(UIDS.stream().map(uid -> node.presence().entry(uid)).toList())));
    return cluster.operations("delos.presence") - before - UIDS.size();
  }
}
