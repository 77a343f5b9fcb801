package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.TestCluster;
import dev.delos.cluster.TestNode;
import dev.delos.config.SessionConfig;
import dev.delos.launcher.RawSocket;
import dev.delos.protocol.PlayerCalls;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster that keeps one copy of the presence, and so loses some at each death. The players are
 * so many that a round takes half a minute, unless there is a reason to hurry.
 */
class PresenceLossTest {
  private static final int MANY = 90;
  private static final List<String> PLAYERS = uids("player");
  private static final List<String> ORPHANS = uids("orphan");

  private static TestCluster cluster;
  private static Vertx mortal;
  private static EdgeNetwork network;

  @BeforeAll
  static void begin(@TempDir Path directory) {
    cluster =
        new TestCluster(
            directory,
            settings -> settings.replaceFirst("(delos.presence:\\s+backup-count:) \\d", "$1 0"));
    network = new EdgeNetwork(cluster.join()).lobby(2001);
    mortal = cluster.join();
    connect();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void entriesThatTheClusterLosesAreBackSoon() {
    cluster.kill(mortal);
    Awaitility.await().until(() -> entries(PLAYERS) < MANY);
    Awaitility.await().until(() -> entries(PLAYERS) == MANY);
    assertThat(network.journal().lines(line -> line.contains(" del player"))).isEmpty();
  }

  @Test
  void aProcessThatWasCutOffAndIsBackIsInDoubt() {
    AtomicInteger doubts = new AtomicInteger();
    network.observer().does(node -> node.presence().onDoubt(doubts::incrementAndGet));
    cluster.tellMerged(network.vertx());
    Awaitility.await().until(() -> doubts.get() == 1);
  }

  @Test
  void manyPlayersWhoseProxyIsGoneAreLetGoInTime() {
    TestNode proxy = network.scripted(1009, "proxy").does(ClusterNode::up);
    network.awaitSeen(1009);
    ORPHANS.forEach(uid -> join(proxy, uid));
    proxy.vanish();
    Awaitility.await().until(() -> entries(ORPHANS) == 0);
    assertThat(network.journal().lines(line -> line.contains(" del orphan"))).hasSize(MANY);
  }

  private static List<String> uids(String name) {
    return IntStream.range(0, MANY).mapToObj(i -> name + i).toList();
  }

  /** Sessions of a real proxy that wait for their clients. */
  private static void connect() {
    network.proxy(1001, new SessionConfig(Duration.ofMinutes(5), Duration.ofSeconds(20), 64 << 20));
    for (String uid : PLAYERS) {
      RawSocket socket = RawSocket.connect(network.vertx(), network.url(1001));
      socket.hello(network.token(uid)).next("welcome");
      socket.cut();
    }
    assertThat(entries(PLAYERS)).isEqualTo(MANY);
  }

  private static void join(TestNode proxy, String uid) {
    Online online = new Online(uid, 1009, 1, uid, 0, 2001, 1);
    long epoch = Await.get(proxy.run(node -> node.presence().claim(online))).mine().epoch();
    JsonObject args =
        new JsonObject().put("id", uid).put("uid", uid).put("name", uid).put("epoch", epoch);
    Await.get(
        proxy.run(
            node ->
                node.caller()
                    .request(
                        2001, PlayerCalls.MODULE, PlayerCalls.JOIN, args, Duration.ofSeconds(5))));
  }

  private static long entries(List<String> uids) {
    return uids.stream().filter(uid -> entry(uid).isPresent()).count();
  }

  private static Optional<Online> entry(String uid) {
    return Await.get(network.observer().run(node -> node.presence().entry(uid)));
  }
}
