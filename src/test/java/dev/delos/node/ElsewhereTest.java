package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.RpcRequest;
import dev.delos.cluster.TestNode;
import dev.delos.launcher.RawSocket;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
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
  private final Promise<JsonObject> rebound = Promise.promise();
  private volatile long joinedUnder;
  private long epoch;
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
  void aSessionThatIsGivenAwayWithoutAnAnswerIsTakenAllTheSame() {
    giver(Promise.promise());
    RawSocket socket = connect(1002);
    assertThat(resume(socket, "ann", "old", 0).getString("loss")).isEqualTo("PROXY_DIED");
    socket.send("{\"op\":\"bye\"}");
    Awaitility.await().until(() -> network.online("ann").isEmpty());
  }

  @Test
  void aSessionThatEndsWhileItIsAdoptedIsOverAndItsPlaceIsGivenUp() {
    scriptedLobby();
    orphan(2099, 60);
    RawSocket socket = connect(1002).resume(network.token("ann"), "old", 0);
    journal.awaitInOrder("rebind to 1002 +1");
    Future<JsonObject> kicked = kick(1002);
    flush(1002);
    rebound.complete(new JsonObject());
    assertThat(Await.get(kicked).getBoolean("closed")).isTrue();
    assertThat(socket.next("welcome").getString("loss")).isEqualTo("SESSION_OVER");
    journal.awaitInOrder("rebind to 1002 +1", "leave by 1002 +1");
  }

  @Test
  void aSessionThatEndsWhileItIsGivenAwayLeavesTheLobby() {
    network.proxy(1001);
    scriptedLobby();
    RawSocket before = connect(1001);
    String id = before.hello(network.token("ann")).next("welcome").getString("id");
    RawSocket after = connect(1002).resume(network.token("ann"), id, 0);
    journal.awaitInOrder("rebind to 1002 +1");
    Future<JsonObject> kicked = kick(1001);
    flush(1001);
    rebound.complete(new JsonObject());
    assertThat(Await.get(kicked).getBoolean("closed")).isTrue();
    assertThat(after.next("welcome").getString("loss")).isEqualTo("SESSION_OVER");
    journal.awaitInOrder("rebind to 1002 +1", "rebind to 1001 +2", "leave by 1001 +2");
  }

  @Test
  void whoLogsInWhileTheSessionIsOnTheWayEndsIt() {
    Promise<JsonObject> given = Promise.promise();
    TestNode giver = giver(given);
    RawSocket socket = connect(1002).resume(network.token("ann"), "old", 0);
    journal.awaitInOrder("taken by 1002");
    Online later = new Online("ann", 1, 1, "later", 0, 0, 60);
    Await.get(giver.run(node -> node.presence().claim(later)));
    given.complete(content());
    assertThat(socket.next("welcome").getString("loss")).isEqualTo("SESSION_OVER");
  }

  @Test
  void aKickFindsASessionThatIsOnTheWay() {
    Promise<JsonObject> given = Promise.promise();
    giver(given);
    RawSocket socket = connect(1002).resume(network.token("ann"), "old", 0);
    journal.awaitInOrder("taken by 1002");
    Future<JsonObject> kicked = kick(1002);
    flush(1002);
    given.complete(content());
    assertThat(Await.get(kicked).getBoolean("closed")).isTrue();
    assertThat(socket.closeCode()).isEqualTo(CloseCode.KICKED.code());
    assertThat(network.online("ann")).isEmpty();
  }

  @Test
  void whoComesBackWhileTheSessionIsGivenAwayFollowsItAndIsHeard() {
    network.proxy(1001);
    scriptedLobby();
    RawSocket before = connect(1001);
    String id = before.hello(network.token("ann")).next("welcome").getString("id");
    RawSocket away = connect(1002).resume(network.token("ann"), id, 0);
    journal.awaitInOrder("rebind to 1002 +1");
    RawSocket back = connect(1001).resume(network.token("ann"), id, 0);
    // Answered by the proxy after it has read the hello.
    back.send("no frame");
    back.next("error");
    rebound.complete(new JsonObject());
    assertThat(back.next("welcome").getString("loss")).isEqualTo("NONE");
    SessionTest.say(back, "one", 1);
    assertThat(back.next("ack").getLong("seq")).isEqualTo(1);
    assertThat(away.closeCode()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
    assertThat(network.online("ann").orElseThrow().proxyId()).isEqualTo(1001);
  }

  @Test
  void aSessionThatIsOnTheWayIsToBeAskedForAgain() {
    Promise<JsonObject> given = Promise.promise();
    giver(given);
    TestNode third = network.scripted(1008, "proxy").does(node -> node.up());
    network.awaitSeen(1008);
    RawSocket socket = connect(1002).resume(network.token("ann"), "old", 0);
    journal.awaitInOrder("taken by 1002");
    JsonObject args = new JsonObject().put("uid", "ann").put("id", "old");
    Throwable refused =
        Await.failure(
            third.run(
                node ->
                    node.caller()
                        .request(
                            1002,
                            SessionCalls.MODULE,
                            SessionCalls.TAKE,
                            args,
                            Duration.ofSeconds(5))));
    assertThat(((RpcException) refused).code()).isEqualTo(RpcException.Code.OVERLOADED);
    given.complete(content());
    assertThat(socket.next("welcome").getString("loss")).isEqualTo("NONE");
  }

  /** A proxy whose session of ann is given to 1002, with an answer when told so. */
  private TestNode giver(Promise<JsonObject> given) {
    TestNode giver = network.scripted(1009, "proxy");
    giver.answers(
        SessionCalls.MODULE,
        SessionCalls.TAKE,
        request ->
            giver
                .run(node -> pass(node, 1002))
                .onSuccess(passed -> journal.add("taken by " + request.callerId()))
                .compose(passed -> given.future()));
    network.awaitSeen(1009);
    Online online = new Online("ann", 1009, 1, "old", 0, 0, 60);
    epoch = Await.get(giver.run(node -> node.presence().claim(online))).mine().epoch();
    return giver;
  }

  private JsonObject content() {
    return new JsonObject()
        .put("last", 0)
        .put("events", new JsonArray())
        .put("received", 0)
        .put("name", "ann")
        .put("serverId", 0)
        .put("entryServerId", 0)
        .put("epoch", epoch + 1)
        .put("silencedUntil", 0);
  }

  private static Future<Boolean> pass(ClusterNode node, int proxyId) {
    long incarnation = node.directory().find(proxyId).orElseThrow().incarnation();
    return node.presence()
        .entry("ann")
        .map(Optional::orElseThrow)
        .compose(online -> node.presence().pass(online, online.at(proxyId, incarnation)));
  }

  /** A lobby that every login is sent to, and that answers the first proxy change when told so. */
  private void scriptedLobby() {
    network
        .scripted(9001, "master")
        .answers(
            MasterCalls.LOGIN_MODULE,
            MasterCalls.PICK,
            request -> Future.succeededFuture(new JsonObject().put("serverId", 2099)))
        .does(node -> node.lease(1));
    network
        .scripted(2099, "lobby")
        .answers(PlayerCalls.MODULE, PlayerCalls.JOIN, this::joined)
        .answers(PlayerCalls.MODULE, PlayerCalls.REBIND, this::rebind)
        .answers(PlayerCalls.MODULE, PlayerCalls.LEAVE, this::left);
    network.awaitSeen(9001);
    network.awaitSeen(2099);
  }

  private Future<JsonObject> joined(RpcRequest request) {
    joinedUnder = request.args().getLong("epoch");
    return Future.succeededFuture(new JsonObject());
  }

  private Future<JsonObject> rebind(RpcRequest request) {
    journal.add("rebind to " + request.args().getInteger("proxyId") + later(request));
    return rebound.future();
  }

  private Future<JsonObject> left(RpcRequest request) {
    journal.add("leave by " + request.callerId() + later(request));
    return Future.succeededFuture(new JsonObject());
  }

  private String later(RpcRequest request) {
    return " +" + (request.args().getLong("epoch") - joinedUnder);
  }

  /** A player on 2001 whose proxy has died. */
  private void orphan(int resumeSeconds) {
    orphan(2001, resumeSeconds);
  }

  private void orphan(int serverId, int resumeSeconds) {
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Online online = new Online("ann", 1009, 1, "old", 0, serverId, resumeSeconds);
    long epoch = Await.get(proxy.run(node -> node.presence().claim(online))).mine().epoch();
    JsonObject args =
        new JsonObject().put("id", "old").put("uid", "ann").put("name", "ann").put("epoch", epoch);
    Await.get(
        proxy.run(
            node ->
                node.caller()
                    .request(
                        serverId,
                        PlayerCalls.MODULE,
                        PlayerCalls.JOIN,
                        args,
                        Duration.ofSeconds(2))));
    Awaitility.await().until(() -> serverId == 2099 || journal.lines().contains("2001 add ann"));
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
    Await.get(kick(proxyId, "nobody"));
  }

  private Future<JsonObject> kick(int proxyId) {
    return kick(proxyId, "ann");
  }

  private Future<JsonObject> kick(int proxyId, String uid) {
    JsonObject args = new JsonObject().put("uid", uid).put("code", "KICKED");
    return network.ask(proxyId, SessionCalls.CLOSE, args);
  }
}
