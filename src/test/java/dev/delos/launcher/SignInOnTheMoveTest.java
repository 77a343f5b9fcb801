package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.MutableClock;
import dev.delos.client.DelosClient;
import dev.delos.cluster.TestNode;
import dev.delos.config.ConfFolder;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.NodeCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily sign-in of players whose lobby leaves. */
class SignInOnTheMoveTest {
  @TempDir private Path directory;

  private TestNetwork network;
  private TestNode operator;

  @BeforeEach
  void start() {
    JsonObject lobby =
        new JsonObject()
            .put("role", "lobby")
            .put("serverId", 2002)
            .put("type", "lobby")
            .put("mods", new JsonArray().add("daily"));
    ConfFolder conf = ConfFolder.copyTo(directory).write("lobby2.json", lobby.encode());
    network = TestNetwork.start(conf, MutableClock.at("2026-11-23T12:00:00Z"));
    operator = TestNode.join(network.vertx(), 77);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Test
  void theSignInGoesOnOnTheSameConnectionWhenALobbyIsDrained() {
    List<DelosClient> clients = clientsThatSeeThePage(20);
    drain(2001);
    Awaitility.await().until(() -> !isKnown(2001));
    assertThat(clients)
        .allSatisfy(
            client ->
                assertThat(Await.get(daily(client).claimToday()).getString("code"))
                    .isEqualTo("CLAIMED"));
    assertThat(clients).noneMatch(client -> client.closed().isComplete());
    assertThat(network.database().count("SELECT count(*) FROM daily.sign_in")).isEqualTo(20);
  }

  @Test
  void aClaimThatIsOnItsWayWhenItsLobbyLeavesIsAnsweredByTheNext() {
    List<DelosClient> clients = clientsThatSeeThePage(60);
    drain(2001);
    List<Future<JsonObject>> claims =
        clients.stream().map(client -> daily(client).claimToday()).toList();
    Await.get(Future.all(claims));
    assertThat(claims)
        .extracting(claim -> claim.result().getString("code"))
        .containsOnly("CLAIMED");
    assertThat(network.database().count("SELECT count(*) FROM daily.sign_in")).isEqualTo(60);
  }

  private List<DelosClient> clientsThatSeeThePage(int count) {
    List<DelosClient> clients =
        IntStream.range(0, count).mapToObj(i -> network.connect("p" + i)).toList();
    Await.get(Future.all(clients.stream().map(client -> daily(client).open()).toList()));
    return clients;
  }

  private void drain(int serverId) {
    Await.get(
        operator.run(
            node ->
                node.caller()
                    .request(
                        serverId,
                        NodeCalls.MODULE,
                        NodeCalls.DRAIN,
                        new JsonObject(),
                        Duration.ofSeconds(2))));
  }

  private boolean isKnown(int serverId) {
    return Await.get(
        operator.run(node -> Future.succeededFuture(node.directory().find(serverId).isPresent())));
  }

  private static DailyClientSystem daily(DelosClient client) {
    return client.system(DailyClientSystem.class);
  }
}
