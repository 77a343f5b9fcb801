package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.cluster.TestNode;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.Player;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mods move players with the SDK's calls, and what is said meanwhile is neither lost nor twice. */
class TransferTest {
  private static final JsonObject NOTHING = new JsonObject();

  private final EdgeNetwork network = new EdgeNetwork().proxy(1001);
  private final Journal journal = network.journal();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void whatIsSaidInBothDirectionsDuringManyMovesArrivesOnceAndInOrder() {
    network.proxy(1002).lobby(2001).lobby(2002).game(2101, "gameA");
    List<Integer> servers = List.of(2001, 2002, 2101);
    List<Traveller> travellers =
        IntStream.range(0, 10)
            .mapToObj(i -> new Traveller(network, "p" + i, 1001 + i % 2))
            .toList();
    for (int move = 0; move < 30; move++) {
      List<Future<Integer>> moves = new ArrayList<>();
      for (int i = 0; i < travellers.size(); i++) {
        moves.add(travellers.get(i).moveTo(servers.get((move + i) % servers.size())));
      }
      while (!moves.stream().allMatch(Future::isComplete)) {
        travellers.forEach(Traveller::speak);
      }
      assertThat(moves).allMatch(Future::succeeded);
    }
    travellers.forEach(Traveller::speak);
    for (Traveller traveller : travellers) {
      Awaitility.await().until(traveller::isAnswered);
      assertThat(traveller.numbers()).isEqualTo(traveller.said()).hasSizeGreaterThan(100);
      assertThat(traveller.heard().stream().map(text -> text.split(" ", -1)[0]).distinct())
          .hasSize(3);
    }
  }

  @Test
  void aPlayerIsMovedToAnyOtherServerOfAType() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    network.game(2101, "gameA").game(2102, "gameB");
    JsonObject param = new JsonObject().put("map", "north");
    assertThat(Await.get(ann.here().transferToOtherServer(ann.playerId(), "gameA", param)))
        .isEqualTo(2101);
    journal.awaitInOrder(
        "2001 add ann",
        "2001 del ann by transfer with {\"map\":\"north\"}",
        "2101 add ann by transfer with {\"map\":\"north\"}");
    assertThat(refusal(ann.here().transferToOtherServer(ann.playerId(), "gameA", NOTHING)))
        .isEqualTo(
            "BAD_REQUEST: type: found gameA,"
                + " allowed: the type of another lobby or game that is up");
  }

  @Test
  void aMoveThatCannotBeginChangesNothingAndSaysWhy() {
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    network.lobby(2002, 1).service(3001);
    Await.get(new Traveller(network, "bob", 1001).moveTo(2002));
    TestNode draining = network.scripted(2009, "lobby").does(node -> node.up());
    network.awaitSeen(2009);
    assertThat(refusal(ann.moveTo(2002))).endsWith("the node is full: it takes 1 players");
    assertThat(refusal(ann.moveTo(2077))).contains("BAD_REQUEST: serverId: found 2077");
    assertThat(refusal(ann.moveTo(3001))).contains("BAD_REQUEST: serverId: found 3001");
    assertThat(refusal(ann.moveTo(2009))).contains("BAD_REQUEST: NO_PROVIDER");
    draining.does(node -> node.drain());
    Awaitility.await().until(() -> refusal(ann.moveTo(2009)).contains("found 2009"));
    assertThat(refusal(ann.moveTo(2002, new JsonObject().put("x", "y".repeat(70_000)))))
        .contains("BAD_REQUEST: transferParam");
    assertThat(
            refusal(network.server(2002).transferToOtherServerById(ann.playerId(), 2001, NOTHING)))
        .contains("BAD_REQUEST: playerId");
    assertThat(Await.get(ann.moveTo(2001))).isEqualTo(2001);
    EdgeNetwork.probe(ann.client()).say("here");
    journal.awaitInOrder("2001 heard ann: here");
    assertThat(journal.lines(line -> line.contains("del ann"))).isEmpty();
  }

  @Test
  void aFullLobbyTakesNoLoginAndNoOneMoreThanItHasPlacesFor() {
    network.lobby(2001, 2);
    new Traveller(network, "ann", 1001);
    Await.get(reserve(2001, "bob"));
    DelosClient cid = network.newClient();
    assertThat(Await.failure(network.connecting(cid, "cid", 1001)))
        .hasMessageContaining("closed with code " + CloseCode.NO_SERVER.code());
    new Traveller(network, "bob", 1001);
    network.lobby(2002);
    List<Future<Integer>> moves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Traveller traveller = new Traveller(network, "p" + i, 1001);
      assertThat(network.online("p" + i).orElseThrow().serverId()).isEqualTo(2002);
      moves.add(traveller.moveTo(2001));
    }
    assertThat(moves).allSatisfy(move -> assertThat(refusal(move)).contains("full"));
  }

  @Test
  void manyMovesAtOnceAllArrive() {
    network.proxy(1002).lobby(2001);
    List<Traveller> travellers =
        IntStream.range(0, 300)
            .mapToObj(i -> new Traveller(network, "p" + i, 1001 + i % 2))
            .toList();
    network.lobby(2002);
    List<Future<Integer>> moves = new ArrayList<>();
    for (Traveller traveller : travellers) {
      moves.add(
          network.server(2001).transferToOtherServerById(traveller.playerId(), 2002, NOTHING));
    }
    Future<Integer> twice =
        network
            .server(2001)
            .transferToOtherServerById(travellers.get(299).playerId(), 2002, NOTHING);
    assertThat(Await.get(Future.join(moves)).<Integer>list()).containsOnly(2002);
    assertThat(Await.failure(twice)).hasMessageContaining("BAD_REQUEST");
    assertThat(journal.lines(line -> line.startsWith("2002 add"))).hasSize(300);
    travellers.forEach(Traveller::speak);
    Awaitility.await().until(() -> travellers.stream().allMatch(Traveller::isAnswered));
    assertThat(travellers)
        .allSatisfy(traveller -> assertThat(traveller.heard()).containsExactly("2002 1"));
  }

  @Test
  void theOtherServerGetsThePlayerOnceThePlayerIsSavedAndUnderAGreaterEpoch() {
    List<Player> saved = new CopyOnWriteArrayList<>();
    Promise<Void> saving = Promise.promise();
    network
        .mod()
        .savesBy(
            player -> {
              saved.add(player);
              journal.add("saving " + player.uid());
              return saving.future().onSuccess(done -> journal.add("saved " + player.uid()));
            });
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    network.lobby(2002);
    Future<Integer> moved = ann.moveTo(2002);
    journal.awaitInOrder("2001 del ann by transfer", "saving ann");
    saving.complete();
    assertThat(Await.get(moved)).isEqualTo(2002);
    journal.awaitInOrder("saved ann", "2002 add ann by transfer");
    assertThat(saved.get(0).epoch()).isLessThan(network.online("ann").orElseThrow().epoch());
    Await.get(ann.client().close());
    journal.awaitInOrder("2002 add ann by transfer", "2002 del ann");
    Awaitility.await().until(() -> saved.size() == 2);
    assertThat(saved.get(1).epoch()).isGreaterThan(saved.get(0).epoch());
  }

  @Test
  void aSaveThatNeverEndsHoldsAMoveUpForASecondAndOneThatThrowsNotAtAll() {
    network.mod().savesBy(player -> Promise.promise().future());
    network.lobby(2001);
    Traveller ann = new Traveller(network, "ann", 1001);
    network.lobby(2002);
    assertThat(Await.get(ann.moveTo(2002))).isEqualTo(2002);
    network
        .mod()
        .savesBy(
            player -> {
              throw new IllegalStateException("on purpose");
            });
    assertThat(Await.get(ann.moveTo(2001))).isEqualTo(2001);
  }

  private Future<JsonObject> reserve(int serverId, String uid) {
    JsonObject args = new JsonObject().put("uid", uid);
    return network
        .observer()
        .run(
            node ->
                node.caller()
                    .request(
                        serverId,
                        PlayerCalls.MODULE,
                        PlayerCalls.RESERVE,
                        args,
                        Duration.ofSeconds(2)));
  }

  private static String refusal(Future<?> move) {
    return Await.failure(move).getMessage();
  }
}
