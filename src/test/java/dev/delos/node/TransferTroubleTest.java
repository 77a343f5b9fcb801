package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.EventName;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.PlayerKey;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Moves in which somebody dies, falls silent or goes away: the player is on one server after it.
 */
class TransferTroubleTest {
  private static final JsonObject NOTHING = new JsonObject();
  private static final RpcEndpoint YES = request -> Future.succeededFuture(new JsonObject());

  private final EdgeNetwork network = new EdgeNetwork().proxy(1001);
  private final Journal journal = network.journal();

  /** What scripted lobbies were asked, in order. */
  private final List<JsonObject> leaves = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aServerThatDiesAfterItHasKeptAPlaceMakesThePlayerComeBack() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode doomed = scriptedLobby(2009);
    doomed.answers(PlayerCalls.MODULE, PlayerCalls.JOIN, request -> die(doomed));
    Future<Integer> moved = ann.moveTo(2009, new JsonObject().put("door", "east"));
    EdgeNetwork.probe(ann.client()).say("on the way");
    assertThat(Await.get(moved)).isEqualTo(2001);
    journal.awaitInOrder(
        "2001 add ann",
        "2001 del ann by transfer with {\"door\":\"east\"}",
        "2001 add ann by transfer");
    assertStillSpeaks(ann, "on the way");
  }

  @Test
  void aServerThatFallsSilentAfterItHasKeptAPlaceIsToldToLetThePlayerGo() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode silent = scriptedLobby(2009);
    silent.answers(
        PlayerCalls.MODULE, PlayerCalls.JOIN, request -> Promise.<JsonObject>promise().future());
    Future<Integer> moved = ann.moveTo(2009);
    EdgeNetwork.probe(ann.client()).say("on the way");
    assertThat(Await.get(moved)).isEqualTo(2001);
    assertThat(leaves).extracting(leave -> leave.getString("id")).containsExactly(ann.playerId());
    assertThat(leaves.get(0).getLong("epoch"))
        .isLessThan(network.online("ann").orElseThrow().epoch());
    assertStillSpeaks(ann, "on the way");
  }

  @Test
  void aPlayerWhoseServersBothDieIsPutOnAnyLobby() {
    TestNode old = scriptedLobby(2008);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode other = scriptedLobby(2009);
    other.answers(PlayerCalls.MODULE, PlayerCalls.JOIN, request -> die(other));
    old.answers(PlayerCalls.MODULE, PlayerCalls.LEAVE, request -> die(old));
    network.lobby(2001);
    assertThat(Await.get(ask(network.observer(), ann, 2009)).getInteger("serverId"))
        .isEqualTo(2001);
    journal.awaitInOrder("2001 add ann by transfer");
    assertStillSpeaks(ann);
  }

  @Test
  void anOldServerThatDiesInTheMiddleHoldsNothingUp() {
    TestNode old = scriptedLobby(2008);
    Traveller ann = new Traveller(network, "ann", 1001);
    old.answers(PlayerCalls.MODULE, PlayerCalls.LEAVE, request -> die(old));
    network.lobby(2001);
    JsonObject param = new JsonObject().put("door", "east");
    assertThat(Await.get(ask(network.observer(), ann, 2001, param)).getInteger("serverId"))
        .isEqualTo(2001);
    journal.awaitInOrder("2001 add ann by transfer with {\"door\":\"east\"}");
    assertStillSpeaks(ann);
  }

  @Test
  void anOldServerThatDiesWhileAPlaceIsAskedForEndsTheMoveAndThePlayerIsPutOnAnyLobby() {
    TestNode old = scriptedLobby(2008);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode other = scriptedLobby(2009);
    Promise<JsonObject> kept = Promise.promise();
    Promise<Void> asked = Promise.promise();
    other.answers(
        PlayerCalls.MODULE,
        PlayerCalls.RESERVE,
        request -> {
          asked.complete();
          return kept.future();
        });
    other.answers(
        PlayerCalls.MODULE, PlayerCalls.JOIN, request -> Future.failedFuture("by a test"));
    network.lobby(2001);
    Future<JsonObject> moved = ask(network.observer(), ann, 2009);
    Await.get(asked.future());
    old.vanish();
    journal.awaitInOrder("2001 add ann by transfer");
    kept.complete(new JsonObject());
    assertThat(Await.failure(moved)).hasMessageContaining("on the way already");
    Awaitility.await().until(() -> leaves.stream().anyMatch(leave -> leave.getLong("epoch") == 0));
    assertStillSpeaks(ann);
  }

  @Test
  void aClientThatVanishesInTheMiddleIsOnNeitherServerAndOutOfThePresence() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode other = scriptedLobby(2009);
    Promise<JsonObject> joined = Promise.promise();
    Promise<Void> asked = Promise.promise();
    other.answers(
        PlayerCalls.MODULE,
        PlayerCalls.JOIN,
        request -> {
          asked.complete();
          return joined.future();
        });
    Future<Integer> moved = ann.moveTo(2009);
    Await.get(asked.future());
    Await.get(ann.client().close());
    joined.complete(new JsonObject());
    Awaitility.await().until(() -> leaves.size() == 1);
    assertThat(leaves.get(0).getString("id")).isEqualTo(ann.playerId());
    Awaitility.await().until(() -> network.online("ann").isEmpty());
    journal.awaitInOrder("2001 add ann", "2001 del ann by transfer");
    Await.get(moved.otherwise(0));
    assertThat(journal.lines()).hasSize(2);
  }

  @Test
  void aClientThatVanishesBeforeThePlaceIsKeptHasJustLeft() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    TestNode other = scriptedLobby(2009);
    Promise<JsonObject> kept = Promise.promise();
    Promise<Void> asked = Promise.promise();
    other.answers(
        PlayerCalls.MODULE,
        PlayerCalls.RESERVE,
        request -> {
          asked.complete();
          return kept.future();
        });
    Future<Integer> moved = ann.moveTo(2009);
    Await.get(asked.future());
    Await.get(ann.client().close());
    journal.awaitInOrder("2001 add ann", "2001 del ann");
    kept.complete(new JsonObject());
    assertThat(Await.failure(moved)).hasMessageContaining("BAD_REQUEST");
    Awaitility.await().until(() -> leaves.size() == 1);
    assertThat(network.online("ann")).isEmpty();
  }

  @Test
  void eventsOfAServerReachTheClientUntilItHasLetThePlayerGoAndNeverAfter() {
    TestNode old = scriptedLobby(2008);
    long[] epoch = new long[1];
    old.answers(
        PlayerCalls.MODULE,
        PlayerCalls.JOIN,
        request -> {
          epoch[0] = request.args().getLong("epoch");
          return Future.succeededFuture(new JsonObject());
        });
    Traveller ann = new Traveller(network, "ann", 1001);
    old.answers(
        PlayerCalls.MODULE,
        PlayerCalls.LEAVE,
        request -> {
          return old.run(
              node -> {
                for (int i = 0; i < 20; i++) {
                  send(node, ann, epoch[0], "farewell " + i);
                }
                return Future.succeededFuture(new JsonObject());
              });
        });
    network.lobby(2001);
    Await.get(ask(network.observer(), ann, 2001));
    sendNow(old, ann, epoch[0], "ghost");
    EdgeNetwork.probe(ann.client()).say("here");
    Awaitility.await().until(() -> ann.heard().contains("2001 here"));
    // Back on the very server that still sends under what it was told before.
    long before = epoch[0];
    Await.get(ask(network.observer(), ann, 2008));
    assertThat(epoch[0]).isGreaterThan(before);
    sendNow(old, ann, before, "ghost");
    sendNow(old, ann, epoch[0], "welcome");
    Awaitility.await().until(() -> ann.heard().contains("welcome"));
    assertThat(ann.heard().subList(0, 20))
        .allMatch(text -> text.startsWith("farewell"))
        .endsWith("farewell 19");
    assertThat(ann.heard().subList(20, ann.heard().size())).containsExactly("2001 here", "welcome");
  }

  @Test
  void aLateWordOfAnEarlierHoldNeitherTakesThePlayerOffNorBringsIt() {
    network.lobby(2001);
    TestNode proxy = network.scripted(1009, "proxy").does(node -> node.up());
    network.awaitSeen(1009);
    Await.get(call(proxy, 2001, PlayerCalls.MODULE, PlayerCalls.JOIN, word(5)));
    Await.get(call(proxy, 2001, PlayerCalls.MODULE, PlayerCalls.LEAVE, word(4)));
    assertThat(Await.failure(call(proxy, 2001, PlayerCalls.MODULE, PlayerCalls.JOIN, word(4))))
        .hasMessageContaining("a later login");
    journal.awaitInOrder("2001 add ann");
    // Come back without having been seen to leave.
    Await.get(call(proxy, 2001, PlayerCalls.MODULE, PlayerCalls.JOIN, word(6)));
    journal.awaitInOrder("2001 add ann", "2001 del ann by transfer", "2001 add ann");
    Await.get(call(proxy, 2001, PlayerCalls.MODULE, PlayerCalls.LEAVE, word(6)));
    journal.awaitInOrder("2001 del ann by transfer", "2001 add ann", "2001 del ann");
    assertThat(journal.lines()).hasSize(4);
  }

  private static JsonObject word(long epoch) {
    return new JsonObject()
        .put("id", "ann's")
        .put("uid", "ann")
        .put("name", "ann")
        .put("epoch", epoch);
  }

  private void assertStillSpeaks(Traveller traveller, String... before) {
    EdgeNetwork.probe(traveller.client()).say("here");
    Awaitility.await()
        .untilAsserted(() -> assertThat(traveller.heard()).hasSize(before.length + 1));
    for (int i = 0; i < before.length; i++) {
      assertThat(traveller.heard().get(i)).isEqualTo("2001 " + before[i]);
    }
    assertThat(traveller.heard().get(before.length)).isEqualTo("2001 here");
    assertThat(network.online("ann").orElseThrow().serverId()).isEqualTo(2001);
  }

  /** One that takes every player. */
  private TestNode scriptedLobby(int serverId) {
    TestNode lobby = network.scripted(serverId, "lobby");
    lobby
        .answers(PlayerCalls.MODULE, PlayerCalls.RESERVE, YES)
        .answers(PlayerCalls.MODULE, PlayerCalls.JOIN, YES)
        .answers(
            PlayerCalls.MODULE,
            PlayerCalls.LEAVE,
            request -> {
              leaves.add(request.args());
              return Future.succeededFuture(new JsonObject());
            });
    network.awaitSeen(serverId);
    return lobby;
  }

  /** Is gone before it has answered. */
  private static Future<JsonObject> die(TestNode node) {
    return node.run(cluster -> cluster.leave())
        .compose(gone -> Promise.<JsonObject>promise().future());
  }

  private static Future<JsonObject> ask(TestNode from, Traveller traveller, int serverId) {
    return ask(from, traveller, serverId, NOTHING);
  }

  private static Future<JsonObject> ask(
      TestNode from, Traveller traveller, int serverId, JsonObject param) {
    JsonObject args =
        new JsonObject()
            .put("uid", "ann")
            .put("id", traveller.playerId())
            .put("serverId", serverId)
            .put("transferParam", param);
    return call(from, 1001, SessionCalls.MODULE, SessionCalls.TRANSFER, args);
  }

  private static Future<JsonObject> call(
      TestNode from, int serverId, String module, String method, JsonObject args) {
    return from.run(
        node -> node.caller().request(serverId, module, method, args, Duration.ofSeconds(15)));
  }

  private static void sendNow(TestNode from, Traveller traveller, long epoch, String text) {
    from.does(node -> send(node, traveller, epoch, text));
  }

  private static void send(ClusterNode node, Traveller traveller, long epoch, String text) {
    node.send(
        1001,
        new ClientsEvent(
            new ClientsEvent.Players(
                List.of(new ClientsEvent.Held(PlayerKey.of(traveller.playerId()), epoch))),
            new EventName("probe", "Server", "Answer"),
            new JsonObject().put("text", text)));
  }
}
