package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.Online;
import dev.delos.cluster.TestNode;
import dev.delos.config.SessionConfig;
import dev.delos.launcher.RawSocket;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client comes back by another proxy, be its own one alive, leaving or gone. */
class ElsewhereTest {
  private final EdgeNetwork network = new EdgeNetwork().proxy(1002).lobby(2001);
  private final Journal journal = network.journal();
  private int told;

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void theSessionGoesOnThereWithAllThatWasMissed() {
    network.proxy(1001);
    RawSocket before = connect(1001);
    JsonObject welcome = before.hello(network.token("ann")).next("welcome");
    SessionTest.say(before, "one", 1);
    journal.awaitInOrder("2001 heard ann: one");
    tell(1001, 3);
    before.cut();
    tell(1001, 2);
    flush(1001);
    RawSocket after = connect(1002);
    JsonObject again = resume(after, "ann", welcome.getString("id"), 2);
    assertThat(again.getString("loss")).isEqualTo("NONE");
    assertThat(again.getBoolean("resumed")).isTrue();
    assertThat(again.getString("id")).isEqualTo(welcome.getString("id"));
    assertThat(again.getString("name")).isEqualTo("ann");
    assertThat(again.getLong("received")).isEqualTo(1);
    assertThat(SessionTest.texts(after, 3, 6)).containsExactly("t2", "t3", "t4", "t5");
    SessionTest.say(after, "one", 1);
    SessionTest.say(after, "two", 2);
    assertThat(SessionTest.texts(after, 7, 7)).containsExactly("2001 two");
    assertThat(journal.lines())
        .containsExactly("2001 add ann", "2001 heard ann: one", "2001 heard ann: two");
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1002);
    // A service that has not heard of it still sends to the old one.
    tell(1001, 1);
    assertThat(SessionTest.texts(after, 8, 8)).containsExactly("t6");
    after.send("{\"op\":\"bye\"}");
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    assertThat(network.online("ann")).isEmpty();
  }

  @Test
  void aConnectionThatSeemsAliveIsTakenOverAndTheSessionMayGoBackAgain() {
    network.proxy(1001);
    RawSocket first = connect(1001);
    String id = first.hello(network.token("ann")).next("welcome").getString("id");
    RawSocket second = connect(1002);
    assertThat(resume(second, "ann", id, 0).getString("loss")).isEqualTo("NONE");
    assertThat(first.closeCode()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
    RawSocket third = connect(1001);
    assertThat(resume(third, "ann", id, 0).getString("loss")).isEqualTo("NONE");
    assertThat(second.closeCode()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
    tell(1002, 1);
    assertThat(SessionTest.texts(third, 1, 1)).containsExactly("t1");
    assertThat(journal.lines()).containsExactly("2001 add ann");
  }

  @Test
  void nobodyTakesTheSessionOfAnotherFromAnotherProxy() {
    network.proxy(1001);
    RawSocket ann = connect(1001);
    String id = ann.hello(network.token("ann")).next("welcome").getString("id");
    assertThat(resume(connect(1002), "bob", id, 0).getString("loss")).isEqualTo("SESSION_OVER");
    tell(1001, 1);
    assertThat(SessionTest.texts(ann, 1, 1)).containsExactly("t1");
  }

  @Test
  void whereTheProxyIsGoneThePlaceIsKeptAndTheClientIsTold() {
    orphan(60);
    RawSocket socket = connect(1002);
    JsonObject again = resume(socket, "ann", "old", 77);
    assertThat(again.getBoolean("resumed")).isTrue();
    assertThat(again.getString("loss")).isEqualTo("PROXY_DIED");
    assertThat(again.getString("id")).isEqualTo("old");
    assertThat(again.getLong("seq")).isZero();
    assertThat(again.containsKey("received")).isFalse();
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1002);
    // The welcome was lost on its way: it is told again.
    socket.cut();
    RawSocket after = connect(1002);
    assertThat(resume(after, "ann", "old", 77).getString("loss")).isEqualTo("PROXY_DIED");
    SessionTest.say(after, "here", 1);
    assertThat(SessionTest.texts(after, 1, 1)).containsExactly("2001 here");
    assertThat(journal.lines()).containsExactly("2001 add ann", "2001 heard ann: here");
    after.cut();
    assertThat(resume(connect(1002), "ann", "old", 1).getString("loss")).isEqualTo("NONE");
  }

  @Test
  void whereTheProxyIsGoneAndNobodyComesThePlaceIsGivenUpInTime() {
    orphan(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> journal.lines().contains("2001 del ann"));
    assertThat(resume(connect(1002), "ann", "old", 0).getString("loss")).isEqualTo("SESSION_OVER");
  }

  @Test
  void whereTheProxyIsGoneANewLoginTakesThePlayerOffTheOldLobbyFirst() {
    orphan(60);
    network.lobby(2002);
    network
        .scripted(9001, "master")
        .answers(
            MasterCalls.LOGIN_MODULE,
            MasterCalls.PICK,
            request -> Future.succeededFuture(new JsonObject().put("serverId", 2002)))
        .does(node -> node.lease(1));
    network.awaitSeen(9001);
    connect(1002).hello(network.token("ann")).next("welcome");
    journal.awaitInOrder("2001 add ann", "2001 del ann", "2002 add ann");
  }

  @Test
  void whereProxyAndLobbyAreGoneThePlayerIsPutOnAnother() {
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Online online = new Online("ann", 1009, 1, "old", 0, 2077, 60);
    Await.get(proxy.run(node -> node.presence().claim(online)));
    proxy.vanish();
    RawSocket socket = connect(1002);
    assertThat(resume(socket, "ann", "old", 5).getString("loss")).isEqualTo("PROXY_DIED");
    journal.awaitInOrder("2001 add ann by transfer");
  }

  @Test
  void aProxyThatDoesNotGiveTheSessionAwayKeepsIt() {
    TestNode frozen = network.scripted(1009, "proxy");
    frozen.answers(
        SessionCalls.MODULE, SessionCalls.TAKE, request -> Promise.<JsonObject>promise().future());
    network.awaitSeen(1009);
    Online online = new Online("ann", 1009, 1, "old", 0, 2001, 60);
    Await.get(frozen.run(node -> node.presence().claim(online)));
    RawSocket socket = connect(1002).resume(network.token("ann"), "old", 0);
    assertThat(socket.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1009);
  }

  @Test
  void aProxyThatWasOnlyOutOfReachKeepsItsEntries() {
    network.proxy(
        1000, new SessionConfig(Duration.ofMillis(100), Duration.ofSeconds(20), 64L << 20));
    network.awaitSeen(1000);
    TestNode away = network.scripted(1009, "proxy").does(node -> node.up());
    TestNode gone = network.scripted(1010, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    network.awaitSeen(1010);
    claim(away, new Online("ann", 1009, 1, "hers", 0, 2001, 60));
    claim(gone, new Online("bob", 1010, 1, "his", 0, 2001, 60));
    away.vanish();
    network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    gone.vanish();
    // Later than the time for the entries of the one that came back.
    Awaitility.await().until(() -> entry("bob").isEmpty());
    assertThat(entry("ann")).isPresent();
  }

  private static void claim(TestNode proxy, Online online) {
    Await.get(proxy.run(node -> node.presence().claim(online)));
  }

  private Optional<Online> entry(String uid) {
    return Await.get(network.observer().run(node -> node.presence().entry(uid)));
  }

  /** A player on 2001 whose proxy has died. */
  private void orphan(int resumeSeconds) {
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Online online = new Online("ann", 1009, 1, "old", 0, 2001, resumeSeconds);
    long epoch = Await.get(proxy.run(node -> node.presence().claim(online))).mine().epoch();
    JsonObject args =
        new JsonObject().put("id", "old").put("uid", "ann").put("name", "ann").put("epoch", epoch);
    Await.get(
        proxy.run(
            node ->
                node.caller()
                    .request(
                        2001, PlayerCalls.MODULE, PlayerCalls.JOIN, args, Duration.ofSeconds(2))));
    journal.awaitInOrder("2001 add ann");
    proxy.vanish();
    Awaitility.await().until(() -> network.online("ann").isEmpty());
  }

  private RawSocket connect(int proxyId) {
    return RawSocket.connect(network.vertx(), network.url(proxyId));
  }

  private JsonObject resume(RawSocket socket, String uid, String id, long seq) {
    return socket.resume(network.token(uid), id, seq).next("welcome");
  }

  private void tell(int proxyId, int count) {
    for (int i = 0; i < count; i++) {
      ClientsEvent event =
          new ClientsEvent(
              new ClientsEvent.AccountHolder("ann"),
              new EventName("probe", "Service", "Told"),
              new JsonObject().put("text", "t" + ++told));
      network.observer().does(node -> node.send(proxyId, event));
    }
  }

  private void flush(int proxyId) {
    JsonObject args = new JsonObject().put("uid", "nobody").put("code", "KICKED");
    Await.get(
        network
            .observer()
            .run(
                node ->
                    node.caller()
                        .request(
                            proxyId,
                            SessionCalls.MODULE,
                            SessionCalls.CLOSE,
                            args,
                            Duration.ofSeconds(5))));
  }
}
