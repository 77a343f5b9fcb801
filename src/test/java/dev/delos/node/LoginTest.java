package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.ConnectionClosedException;
import dev.delos.client.DelosClient;
import dev.delos.cluster.Online;
import dev.delos.cluster.Sanction;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in, who has to go for it, and that nothing stays of a client that vanishes. */
class LoginTest {
  private final EdgeNetwork network = new EdgeNetwork().proxy(1001);
  private final Journal journal = network.journal();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aPlayerWhoIsInIsOnlineWithProxyAndLobbyAndNobodyIsWhenGone() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    Online online = network.online("ann").orElseThrow();
    assertThat(online.proxyId()).isEqualTo(1001);
    assertThat(online.serverId()).isEqualTo(2001);
    Await.get(client.close());
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    awaitOffline("ann");
  }

  @Test
  void theNewestLoginWinsOnTheSameProxyAndTheOldLobbyKnowsFirst() {
    network.lobby(2001).lobby(2002);
    assertTheNewestLoginWins(1001);
  }

  @Test
  void theNewestLoginWinsOnAnotherProxyAndTheOldLobbyKnowsFirst() {
    network.proxy(1002).lobby(2001).lobby(2002);
    assertTheNewestLoginWins(1002);
  }

  private void assertTheNewestLoginWins(int otherProxy) {
    DelosClient before = network.connect("ann", 1001);
    for (int i = 0; i < 10; i++) {
      DelosClient now = network.connect("ann", i % 2 == 0 ? otherProxy : 1001);
      DelosClient.Closed end = Await.get(before.closed());
      assertThat(end.code()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
      assertThat(end.mayComeBack()).isFalse();
      before = now;
    }
    DelosClient last = before;
    Awaitility.await().until(() -> journal.lines().size() == 21);
    for (int i = 0; i < 21; i++) {
      assertThat(journal.lines().get(i)).contains(i % 2 == 0 ? " add ann" : " del ann");
    }
    EdgeNetwork.probe(last).say("still here");
    Awaitility.await().until(() -> EdgeNetwork.probe(last).heard().size() == 1);
    assertThat(network.online("ann")).isPresent();
  }

  @Test
  void manyLoginsOfAnAccountAtOnceLeaveOne() {
    network.proxy(1002).lobby(2001).lobby(2002);
    List<DelosClient> clients = new ArrayList<>();
    List<Future<?>> logins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(network.newClient());
      logins.add(network.connecting(clients.get(i), "ann", 1001 + i % 2));
    }
    Await.get(Future.join(logins).otherwiseEmpty());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(clients.stream().filter(client -> !client.closed().isComplete()))
                    .hasSize(1));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(journal.lines(line -> line.contains(" add ")))
                    .hasSize(1 + journal.lines(line -> line.contains(" del ")).size()));
    assertThat(network.online("ann")).isPresent();
  }

  @Test
  void aProxyThatDoesNotLetTheOldSessionGoHoldsNobodyUpForLong() {
    TestNode frozen = network.scripted(1009, "proxy");
    network.lobby(2001);
    frozen.answers(
        SessionCalls.MODULE, SessionCalls.CLOSE, request -> Promise.<JsonObject>promise().future());
    network.awaitSeen(1009);
    Await.get(frozen.run(node -> node.presence().claim(new Online("ann", 1009, 1, "old", 0, 5))));
    long begin = System.nanoTime();
    network.connect("ann", 1001);
    assertThat(System.nanoTime() - begin).isBetween(900_000_000L, 3_000_000_000L);
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1001);
  }

  @Test
  void afterTheDeathOfAProxyItsPlayersAreOfflineAndComeInAtOnce() {
    TestNode doomed = network.scripted(1009, "proxy");
    network.lobby(2001);
    doomed.does(node -> node.up());
    network.awaitSeen(1009);
    Await.get(doomed.run(node -> node.presence().claim(new Online("ann", 1009, 1, "old", 0, 5))));
    assertThat(network.online("ann")).isPresent();
    doomed.vanish();
    awaitOffline("ann");
    long begin = System.nanoTime();
    network.connect("ann", 1001);
    assertThat(System.nanoTime() - begin).isLessThan(900_000_000L);
  }

  @Test
  void aSessionThatLostItsEntryToALaterLoginGoesSoonAfterNodesHaveCome() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    TestNode other = network.scripted(1009, "proxy");
    Await.get(other.run(node -> node.presence().claim(new Online("ann", 1009, 1, "x", 0, 5))));
    assertThat(Await.get(client.closed()).code()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
  }

  @Test
  void anEntryThatTheClusterLostComesBack() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    Await.get(network.observer().run(node -> node.presence().forget("ann")));
    network.scripted(9, "service");
    Awaitility.await().until(() -> network.online("ann").isPresent());
    assertThat(client.closed().isComplete()).isFalse();
  }

  @Test
  void aBannedAccountIsToldUntilWhenAndWhy() {
    network.lobby(2001);
    Instant until = Instant.now().plusSeconds(3600);
    sanction("ann", new Sanction(until, Instant.EPOCH, "cheated"));
    ConnectionClosedException refused = refused("ann");
    assertThat(refused.code()).isEqualTo(CloseCode.BANNED.code());
    assertThat(refused).hasMessageContaining("cheated").hasMessageContaining("until 20");
    sanction("ann", new Sanction(Instant.now().minusSeconds(1), Instant.EPOCH, "cheated"));
    network.connect("ann", 1001);
  }

  @Test
  void aBannedAccountDoesNotThrowOutTheSessionThatIsIn() {
    network.lobby(2001);
    DelosClient client = network.connect("ann", 1001);
    sanction("ann", new Sanction(Instant.now().plusSeconds(60), Instant.EPOCH, ""));
    assertThat(refused("ann").code()).isEqualTo(CloseCode.BANNED.code());
    assertThat(client.closed().isComplete()).isFalse();
  }

  @Test
  void underMaintenanceNobodyGetsInAndTheMessageIsTold() {
    network.lobby(2001);
    maintenance(Optional.of("back at noon"));
    ConnectionClosedException refused = refused("ann");
    assertThat(refused.code()).isEqualTo(CloseCode.MAINTENANCE.code());
    assertThat(refused).hasMessageContaining("back at noon");
    maintenance(Optional.empty());
    network.connect("ann", 1001);
  }

  @Test
  void aSilencedPlayerIsSilencedOnTheLobbyUntilTheTimeIsOver() {
    network.lobby(2001);
    sanction("ann", new Sanction(Instant.EPOCH, Instant.now().plusSeconds(60), ""));
    DelosClient client = network.connect("ann", 1001);
    EdgeNetwork.probe(client).say("one");
    journal.awaitInOrder("2001 heard ann silenced: one");
    silence("ann", 0);
    EdgeNetwork.probe(client).say("two");
    journal.awaitInOrder("2001 heard ann: two");
    silence("ann", Instant.now().plusSeconds(60).toEpochMilli());
    EdgeNetwork.probe(client).say("three");
    journal.awaitInOrder("2001 heard ann silenced: three");
  }

  @Test
  void theLoginStrategyOfTheActiveMasterPicksTheLobby() {
    network.lobby(2001).lobby(2002).lobby(2003);
    master(request -> Future.succeededFuture(new JsonObject().put("serverId", 2002)));
    for (int i = 0; i < 6; i++) {
      network.connect("p" + i, 1001);
      assertThat(network.online("p" + i).orElseThrow().serverId()).isEqualTo(2002);
    }
  }

  @Test
  void aLoginStrategyThatFailsOrPicksNonsenseKeepsNobodyOut() {
    network.lobby(2001);
    TestNode master = master(request -> Future.failedFuture("failed by a test"));
    network.connect("ann", 1001);
    master.answers(
        MasterCalls.LOGIN_MODULE,
        MasterCalls.PICK,
        request -> Future.succeededFuture(new JsonObject().put("serverId", 1001)));
    network.connect("bob", 1001);
    assertThat(network.online("bob").orElseThrow().serverId()).isEqualTo(2001);
  }

  @Test
  void aClientThatVanishesWhileItsLobbyThinksLeavesNothing() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Promise<JsonObject> answer = Promise.promise();
    network
        .scripted(2009, "lobby")
        .answers(
            PlayerCalls.MODULE,
            PlayerCalls.JOIN,
            request -> {
              asked.countDown();
              return answer.future();
            })
        .answers(
            PlayerCalls.MODULE,
            PlayerCalls.LEAVE,
            request -> {
              journal.add("2009 left");
              return Future.succeededFuture(new JsonObject());
            });
    network.awaitSeen(2009);
    DelosClient client = network.newClient();
    Future<?> login = network.connecting(client, "ann", 1001);
    asked.await();
    assertThat(network.online("ann")).isPresent();
    Await.get(client.close());
    answer.complete(new JsonObject());
    journal.awaitInOrder("2009 left");
    awaitOffline("ann");
    Await.failure(login);
  }

  @Test
  void aClientThatVanishesWhileTheLoginStrategyThinksLeavesNothing() throws Exception {
    network.lobby(2001);
    CountDownLatch asked = new CountDownLatch(1);
    master(
        request -> {
          asked.countDown();
          return Promise.<JsonObject>promise().future();
        });
    DelosClient client = network.newClient();
    Future<?> login = network.connecting(client, "ann", 1001);
    asked.await();
    Await.get(client.close());
    awaitOffline("ann");
    Await.failure(login);
    assertNobodyIsLeftOnALobby();
  }

  @Test
  void clientsThatVanishAtAnyMomentLeaveNothing() {
    network.proxy(1002).lobby(2001).lobby(2002);
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DelosClient client = network.newClient();
      Future<?> login = network.connecting(client, "p" + i % 10, 1001 + i % 2);
      ends.add(
          network
              .vertx()
              .timer(1 + i % 40, java.util.concurrent.TimeUnit.MILLISECONDS)
              .compose(later -> client.close()));
      login.onFailure(gone -> journal.add("vanished"));
    }
    Await.get(Future.join(ends).otherwiseEmpty());
    for (int i = 0; i < 10; i++) {
      awaitOffline("p" + i);
    }
    assertNobodyIsLeftOnALobby();
  }

  private void assertNobodyIsLeftOnALobby() {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(journal.lines(line -> line.contains(" add ")))
                    .hasSameSizeAs(journal.lines(line -> line.contains(" del "))));
  }

  private TestNode master(dev.delos.cluster.RpcEndpoint pick) {
    TestNode master =
        network
            .scripted(9001, "master")
            .answers(MasterCalls.LOGIN_MODULE, MasterCalls.PICK, pick)
            .does(node -> node.lease(1));
    network.awaitSeen(9001);
    return master;
  }

  private ConnectionClosedException refused(String uid) {
    return (ConnectionClosedException)
        Await.failure(network.connecting(network.newClient(), uid, 1001));
  }

  private void sanction(String uid, Sanction sanction) {
    Await.get(network.observer().run(node -> node.entryRules().sanction(uid, sanction)));
  }

  private void maintenance(Optional<String> message) {
    Await.get(network.observer().run(node -> node.entryRules().maintenance(message)));
  }

  private void silence(String uid, long until) {
    JsonObject args = new JsonObject().put("uid", uid).put("silencedUntil", until);
    Await.get(
        network
            .observer()
            .run(
                node ->
                    node.caller()
                        .request(
                            2001,
                            PlayerCalls.MODULE,
                            PlayerCalls.SILENCE,
                            args,
                            java.time.Duration.ofSeconds(2))));
  }

  private void awaitOffline(String uid) {
    Awaitility.await().until(() -> network.online(uid).isEmpty());
  }
}
