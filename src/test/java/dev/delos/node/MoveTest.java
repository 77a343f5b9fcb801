package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Players go from lobby to lobby on the same connection, and clients speak to services. */
class MoveTest {
  private final EdgeNetwork network = new EdgeNetwork().proxy(1001);
  private final Journal journal = network.journal();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void thePlayersOfALobbyThatDiesGoOnElsewhereOnTheSameConnection() {
    TestNode doomed = scriptedLobby(2009);
    List<DelosClient> clients =
        IntStream.range(0, 100).mapToObj(i -> network.connect("p" + i, 1001)).toList();
    network.lobby(2001);
    doomed.vanish();
    // The proxy knows by now; most are still on their way.
    Awaitility.await().until(() -> !journal.lines(line -> line.startsWith("2001 add")).isEmpty());
    for (int i = 0; i < 100; i++) {
      EdgeNetwork.probe(clients.get(i)).say("go on");
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(clients)
                    .allSatisfy(
                        client ->
                            assertThat(EdgeNetwork.probe(client).heard())
                                .containsExactly("2001 go on")));
    assertThat(clients).noneMatch(client -> client.closed().isComplete());
    journal.awaitInOrder("2001 add p7 by transfer", "2001 heard p7: go on");
    Awaitility.await()
        .until(() -> network.online("p99").filter(on -> on.serverId() == 2001).isPresent());
  }

  @Test
  void whatIsSaidWhileNoLobbyIsThereArrivesOnceAndInOrderUpToABound() {
    TestNode doomed = scriptedLobby(2009);
    network.service(3001);
    DelosClient client = network.connect("ann", 1001);
    doomed.vanish();
    Awaitility.await()
        .until(() -> transferFailure("ann", 0).getMessage().contains("on the way already"));
    for (int i = 0; i < 70; i++) {
      EdgeNetwork.probe(client).say("n" + i);
    }
    EdgeNetwork.probe(client).forge(3001, new JsonObject().put("text", "all said"));
    Awaitility.await().until(() -> EdgeNetwork.probe(client).heard().size() == 1);
    network.lobby(2001);
    List<String> expected = new ArrayList<>(List.of("3001 all said"));
    IntStream.range(0, 64).forEach(i -> expected.add("2001 n" + i));
    Awaitility.await().until(() -> EdgeNetwork.probe(client).heard().size() >= 65);
    EdgeNetwork.probe(client).say("last");
    expected.add("2001 last");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(EdgeNetwork.probe(client).heard()).containsExactlyElementsOf(expected));
  }

  @Test
  void aPlayerWhomNoLobbyTakesIsToldWithinTheLimit() {
    TestNode doomed = scriptedLobby(2009);
    DelosClient client = network.connect("ann", 1001);
    doomed.vanish();
    assertThat(Await.get(client.closed()).code()).isEqualTo(CloseCode.NO_SERVER.code());
    Awaitility.await().until(() -> network.online("ann").isEmpty());
  }

  @Test
  void anOperatorsTransferTakesThePlayerOffFirstAndSendsAlongWhatWasGiven() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    network.lobby(2002);
    JsonObject param = new JsonObject().put("door", "east");
    assertThat(transfer("ann", 2002, param).getInteger("serverId")).isEqualTo(2002);
    journal.awaitInOrder(
        "2001 add ann",
        "2001 del ann by transfer with {\"door\":\"east\"}",
        "2002 add ann by transfer with {\"door\":\"east\"}");
    EdgeNetwork.probe(client).say("here");
    journal.awaitInOrder("2002 heard ann: here");
    assertThat(transfer("ann", 0, new JsonObject()).getInteger("serverId")).isEqualTo(2001);
    journal.awaitInOrder("2002 del ann by transfer", "2001 add ann by transfer");
  }

  @Test
  void aTransferToALobbyThatIsNotThereIsRefusedAndThePlayerStays() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    assertThat(transferFailure("ann", 2077)).hasMessageContaining("serverId: found 2077");
    assertThat(transferFailure("ann", 0)).hasMessageContaining("a lobby or game that is up");
    assertThat(transferFailure("bob", 0)).hasMessageContaining("bob is not on this proxy");
    EdgeNetwork.probe(client).say("here");
    journal.awaitInOrder("2001 heard ann: here");
    assertThat(journal.lines(line -> line.contains(" del "))).isEmpty();
  }

  @Test
  void aPlayerWhomTheOtherLobbyDoesNotTakeIsPutBack() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    network
        .scripted(2009, "lobby")
        .answers(
            PlayerCalls.MODULE,
            PlayerCalls.RESERVE,
            request -> Future.succeededFuture(new JsonObject()))
        .answers(PlayerCalls.MODULE, PlayerCalls.JOIN, request -> Future.failedFuture("by a test"));
    network.awaitSeen(2009);
    assertThat(transfer("ann", 2009, new JsonObject()).getInteger("serverId")).isEqualTo(2001);
    journal.awaitInOrder("2001 add ann", "2001 del ann by transfer", "2001 add ann by transfer");
    EdgeNetwork.probe(client).say("here");
    journal.awaitInOrder("2001 heard ann: here");
  }

  @Test
  void aLobbyThatIsDrainedTellsItsModsAndHandsItsPlayersOver() {
    network.proxy(1002).lobby(2001);
    List<DelosClient> clients =
        IntStream.range(0, 50).mapToObj(i -> network.connect("p" + i, 1001 + i % 2)).toList();
    network.lobby(2002);
    long begin = System.nanoTime();
    network.retire(2001);
    assertThat(System.nanoTime() - begin).isLessThan(4_000_000_000L);
    assertThat(clients).noneMatch(client -> client.closed().isComplete());
    journal.awaitInOrder(
        "2001 will shut down", "2001 del p3 by transfer", "2002 add p3 by transfer");
    assertThat(journal.lines(line -> line.startsWith("2002 add"))).hasSize(50);
    for (DelosClient client : clients) {
      EdgeNetwork.probe(client).say("hello");
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(clients)
                    .allSatisfy(
                        client ->
                            assertThat(EdgeNetwork.probe(client).heard())
                                .containsExactly("2002 hello")));
  }

  @Test
  void theLastLobbyLeavesWithoutWaiting() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    long begin = System.nanoTime();
    network.retire(2001);
    assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);
    network.lobby(2002);
    EdgeNetwork.probe(client).say("hello");
    journal.awaitInOrder("2002 add ann by transfer", "2002 heard ann: hello");
  }

  @Test
  void aProxyThatIsDrainedSendsItsClientsAwayAndLeavesNobodyBehind() {
    network.proxy(1002).lobby(2001);
    List<DelosClient> clients =
        IntStream.range(0, 20).mapToObj(i -> network.connect("p" + i, 1001)).toList();
    network.retire(1001);
    for (int i = 0; i < 20; i++) {
      DelosClient.Closed end = Await.get(clients.get(i).closed());
      assertThat(end.code()).isEqualTo(CloseCode.GOING_AWAY.code());
      assertThat(end.mayComeBack()).isTrue();
      assertThat(network.online("p" + i)).isEmpty();
    }
    assertThat(journal.lines(line -> line.startsWith("2001 del"))).hasSize(20);
    network.connect("p1", 1002);
  }

  @Test
  void aPlayerWhomTheLobbyHasForgottenIsPutOnItAnew() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    takeTheSeatOf(client);
    EdgeNetwork.probe(client).say("lost");
    journal.awaitInOrder("2001 add ann", "2001 add ann by transfer");
    EdgeNetwork.probe(client).say("here");
    journal.awaitInOrder("2001 heard ann: here");
  }

  @Test
  void aLobbyLetsInOnlyTheNewestLoginOfAnAccountAndTellsOfTheOldOneFirst() {
    network.lobby(2001);
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Await.get(join(proxy, "first", 10));
    Await.get(join(proxy, "first", 10));
    Await.get(join(proxy, "second", 20));
    assertThat(Await.failure(join(proxy, "third", 15))).hasMessageContaining("a later login");
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2001 add ann");
    assertThat(journal.lines()).hasSize(3);
    proxy.vanish();
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2001 add ann", "2001 del ann");
  }

  @Test
  void aPlayerWhoIsOnlineNowhereIsTakenOffTheLobbyWithinSeconds() {
    network.lobby(2001);
    DelosClient client = network.connect("bob", 1001);
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Await.get(join(proxy, "ghost", 10));
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    assertThat(journal.lines()).doesNotContain("2001 del bob");
    assertThat(client.closed().isComplete()).isFalse();
  }

  @Test
  void aClientSpeaksToAServiceWhichAnswersByTheProxy() {
    network.lobby(2001).service(3001);
    DelosClient client = network.connect("ann", 1001);
    JsonObject forged =
        new JsonObject()
            .put("text", "hi")
            .put("__id__", "somebody")
            .put("__uid__", "bob")
            .put("__proxyId__", 1);
    EdgeNetwork.probe(client).forge(3001, forged);
    journal.awaitInOrder("3001 heard {\"text\":\"hi\",\"__uid__\":\"ann\",\"__proxyId__\":1001}");
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(EdgeNetwork.probe(client).heard()).containsExactly("3001 hi"));
  }

  @Test
  void aClientCannotSpeakToLobbiesMastersAndProxiesByTheirIds() {
    network.lobby(2001).lobby(2002).service(3001);
    DelosClient client = network.connect("ann", 1001);
    for (int i = 0; i < 30; i++) {
      EdgeNetwork.probe(client).forge(2001 + i % 2, new JsonObject().put("text", "x"));
      EdgeNetwork.probe(client).forge(1001, new JsonObject().put("text", "x"));
    }
    EdgeNetwork.probe(client).forge(3001, new JsonObject().put("text", "hi"));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(EdgeNetwork.probe(client).heard()).containsExactly("3001 hi"));
    assertThat(journal.lines(line -> line.endsWith(": x"))).isEmpty();
  }

  /** One that takes every player. */
  private TestNode scriptedLobby(int serverId) {
    TestNode lobby =
        network
            .scripted(serverId, "lobby")
            .answers(
                PlayerCalls.MODULE,
                PlayerCalls.LEAVE,
                request -> Future.succeededFuture(new JsonObject()))
            .answers(
                PlayerCalls.MODULE,
                PlayerCalls.JOIN,
                request -> Future.succeededFuture(new JsonObject()));
    network.awaitSeen(serverId);
    return lobby;
  }

  private JsonObject transfer(String uid, int serverId, JsonObject param) {
    return Await.get(ask(uid, serverId, param));
  }

  private Throwable transferFailure(String uid, int serverId) {
    return Await.failure(ask(uid, serverId, new JsonObject()));
  }

  private Future<JsonObject> ask(String uid, int serverId, JsonObject param) {
    JsonObject args =
        new JsonObject().put("uid", uid).put("serverId", serverId).put("transferParam", param);
    return network
        .observer()
        .run(
            node ->
                node.caller()
                    .request(
                        1001,
                        SessionCalls.MODULE,
                        SessionCalls.TRANSFER,
                        args,
                        Duration.ofSeconds(5)));
  }

  private static Future<JsonObject> join(TestNode proxy, String id, long epoch) {
    JsonObject args =
        new JsonObject().put("id", id).put("uid", "ann").put("name", "ann").put("epoch", epoch);
    return proxy.run(
        node ->
            node.caller()
                .request(2001, PlayerCalls.MODULE, PlayerCalls.JOIN, args, Duration.ofSeconds(2)));
  }

  /**
   * A later login of the account, by a proxy that dies at once, leaves the first without a seat.
   */
  private void takeTheSeatOf(DelosClient client) {
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Await.get(join(proxy, "later", Long.MAX_VALUE));
    proxy.vanish();
    Awaitility.await().until(() -> journal.lines(line -> line.contains(" del ")).size() == 2);
    assertThat(client.closed().isComplete()).isFalse();
  }
}
