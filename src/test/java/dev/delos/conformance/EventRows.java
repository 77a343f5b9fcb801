package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_GAME;
import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_MASTER;
import static dev.delos.conformance.ProbeNetwork.EAST_PROXY;
import static dev.delos.conformance.ProbeNetwork.EAST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.WEST_GAME;
import static dev.delos.conformance.ProbeNetwork.WEST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.WEST_MASTER;
import static dev.delos.conformance.ProbeNetwork.WEST_PROXY;
import static dev.delos.conformance.ProbeNetwork.WEST_SERVICE;
import static dev.delos.conformance.ProbeNetwork.await;
import static dev.delos.conformance.ProbeNetwork.heard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.MasterCalls;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of events: who gets what, and nobody else does. */
abstract class EventRows {
  private static final int MANY = 200;

  private final ProbeNetwork network;
  private final ServerCalls eastLobby = Probes.server(EAST_LOBBY);
  private final ServerCalls westLobby = Probes.server(WEST_LOBBY);
  private final ServerCalls eastGame = Probes.server(EAST_GAME);
  private final ServiceCalls eastService = Probes.service(EAST_SERVICE);
  private final ServiceCalls westService = Probes.service(WEST_SERVICE);
  private final MasterCalls eastMaster = Probes.master(EAST_MASTER);
  private final MasterCalls westMaster = Probes.master(WEST_MASTER);

  EventRows(ProbeNetwork network) {
    this.network = network;
  }

  @Test
  void notifyToServer() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    Guest bob = network.guest("bob-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject forged = data("forged").put("__id__", bob.id()).put("__uid__", bob.uid());
    alice.calls().notifyToServer(Probes.EVENT, forged);
    network.assertHeard("forged", EAST_LOBBY);
    assertThat(heard("forged"))
        .containsExactly(
            new Heard(
                "2001",
                Probes.CLIENT,
                Probes.EVENT,
                data("forged").put("__id__", alice.id()).put("__uid__", alice.uid())));
    assertOrder("from a client", n -> alice.calls().notifyToServer(Probes.EVENT, n));
  }

  @Test
  void notifyToClient() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    network.guest("bob-2001", WEST_PROXY, EAST_LOBBY);
    eastLobby.notifyToClient(alice.id(), Probes.EVENT, data("to alice"));
    network.assertHeard("to alice", "alice-2001");
    assertThat(heard("to alice"))
        .containsExactly(new Heard("alice-2001", Probes.SERVER, Probes.EVENT, data("to alice")));
    assertOrder("to a client", n -> eastLobby.notifyToClient(alice.id(), Probes.EVENT, n));
    westLobby.notifyToClient(alice.id(), Probes.EVENT, data("not here"));
    network.assertHeard("not here");
  }

  @Test
  void notifyToMultiClients() {
    List<Guest> players =
        List.of(
            network.guest("a-2001", EAST_PROXY, EAST_LOBBY),
            network.guest("b-2001", EAST_PROXY, EAST_LOBBY),
            network.guest("c-2001", WEST_PROXY, EAST_LOBBY),
            network.guest("d-2001", WEST_PROXY, EAST_LOBBY),
            network.guest("e-2001", WEST_PROXY, EAST_LOBBY));
    network.guest("left-out-2001", WEST_PROXY, EAST_LOBBY);
    List<String> ids = new ArrayList<>(players.stream().map(Guest::id).toList());
    ids.add(ids.get(0));
    Map<String, Integer> messages;
    try (Wiretap wiretap = new Wiretap(network, "\"to many\"")) {
      eastLobby.notifyToMultiClients(ids, Probes.EVENT, data("to many"));
      network.assertHeard("to many", "a-2001", "b-2001", "c-2001", "d-2001", "e-2001");
      messages = wiretap.messages();
    }
    assertThat(messages)
        .isEqualTo(Map.of("delos.node." + EAST_PROXY, 1, "delos.node." + WEST_PROXY, 1));
  }

  @Test
  void broadcastToAllClient() {
    network.guest("a-2001", EAST_PROXY, EAST_LOBBY);
    network.guest("b-2001", WEST_PROXY, EAST_LOBBY);
    network.guest("c-2002", WEST_PROXY, WEST_LOBBY);
    eastLobby.broadcastToAllClient(Probes.EVENT, data("to all here"));
    network.assertHeard("to all here", "a-2001", "b-2001", "witness-2001");
  }

  @Test
  void notifyToServerNode() {
    eastService.notifyToServerNode(WEST_LOBBY, Probes.EVENT, data("service to lobby"));
    westService.notifyToServerNode(EAST_GAME, Probes.EVENT, data("service to game"));
    eastMaster.notifyToServerNode(WEST_GAME, Probes.EVENT, data("master to game"));
    westMaster.notifyToServerNode(EAST_LOBBY, Probes.EVENT, data("master to lobby"));
    eastMaster.notifyToServerNode(WEST_SERVICE, Probes.EVENT, data("to no server"));
    eastMaster.notifyToServerNode(7, Probes.EVENT, data("to nobody"));
    network.assertHeard("service to lobby", WEST_LOBBY);
    network.assertHeard("service to game", EAST_GAME);
    network.assertHeard("master to game", WEST_GAME);
    network.assertHeard("master to lobby", EAST_LOBBY);
    network.assertHeard("to no server");
    network.assertHeard("to nobody");
    assertThat(heard("master to game")).extracting(Heard::sender).containsExactly(Probes.MASTER);
    assertOrder("to a server", n -> eastService.notifyToServerNode(WEST_LOBBY, Probes.EVENT, n));
  }

  @Test
  void broadcastToServerByType() {
    eastService.broadcastToServerByType("gameA", Probes.EVENT, data("service to games"));
    westMaster.broadcastToServerByType("lobby", Probes.EVENT, data("master to lobbies"));
    westMaster.broadcastToServerByType("service_3001", Probes.EVENT, data("no type of server"));
    network.assertHeard("service to games", EAST_GAME, WEST_GAME);
    network.assertHeard("master to lobbies", EAST_LOBBY, WEST_LOBBY);
    network.assertHeard("no type of server");
  }

  @Test
  void notifyToServiceNode() {
    westLobby.notifyToServiceNode(EAST_SERVICE, Probes.EVENT, data("from a lobby"));
    eastGame.notifyToServiceNode(WEST_SERVICE, Probes.EVENT, data("from a game"));
    westService.notifyToServiceNode(EAST_SERVICE, Probes.EVENT, data("from a service"));
    eastMaster.notifyToServiceNode(WEST_SERVICE, Probes.EVENT, data("from a master"));
    westLobby.notifyToServiceNode(EAST_LOBBY, Probes.EVENT, data("to no service"));
    network.assertHeard("from a lobby", EAST_SERVICE);
    network.assertHeard("from a game", WEST_SERVICE);
    network.assertHeard("from a service", EAST_SERVICE);
    network.assertHeard("from a master", WEST_SERVICE);
    network.assertHeard("to no service");
    assertOrder("to a service", n -> westLobby.notifyToServiceNode(EAST_SERVICE, Probes.EVENT, n));
  }

  @Test
  void notifyToServiceNodeFromAClient() {
    Guest alice = network.guest("alice-2002", WEST_PROXY, WEST_LOBBY);
    JsonObject forged = data("client to service").put("__uid__", "root").put("__proxyId__", 7);
    alice.calls().notifyToServiceNode(EAST_SERVICE, Probes.EVENT, forged);
    network.assertHeard("client to service", EAST_SERVICE);
    JsonObject heard = heard("client to service").findFirst().orElseThrow().data();
    assertThat(heard.getString("__uid__")).isEqualTo(alice.uid());
    assertThat(heard.getInteger("__proxyId__")).isEqualTo(WEST_PROXY);
    alice.calls().notifyToServiceNode(EAST_LOBBY, Probes.EVENT, data("to no service"));
    alice.calls().notifyToServiceNode(EAST_MASTER, Probes.EVENT, data("to no service"));
    assertOrder(
        "client to service in order",
        n -> alice.calls().notifyToServiceNode(EAST_SERVICE, Probes.EVENT, n));
    network.assertHeard("to no service");
  }

  @Test
  void broadcastToService() {
    eastLobby.broadcastToService(Probes.EVENT, data("lobby to services"));
    eastGame.broadcastToService(Probes.EVENT, data("game to services"));
    westService.broadcastToService(Probes.EVENT, data("service to services"));
    westMaster.broadcastToService(Probes.EVENT, data("master to services"));
    network.assertHeard("lobby to services", EAST_SERVICE, WEST_SERVICE);
    network.assertHeard("game to services", EAST_SERVICE, WEST_SERVICE);
    network.assertHeard("service to services", EAST_SERVICE, WEST_SERVICE);
    network.assertHeard("master to services", EAST_SERVICE, WEST_SERVICE);
  }

  @Test
  void remoteNotifyToClient() {
    Guest alice = network.guest("alice-2002", WEST_PROXY, WEST_LOBBY);
    network.guest("bob-2002", WEST_PROXY, WEST_LOBBY);
    JsonObject data = data("to alice by uid");
    eastService.remoteNotifyToClient(alice.uid(), WEST_PROXY, Probes.EVENT, data);
    eastService.remoteNotifyToClient(
        alice.uid(), EAST_PROXY, Probes.EVENT, data("through another proxy"));
    network.assertHeard("to alice by uid", "alice-2002");
    network.assertHeard("through another proxy");
    assertThat(heard("to alice by uid")).extracting(Heard::sender).containsExactly(Probes.SERVICE);
    assertOrder(
        "to a client by uid",
        n -> eastService.remoteNotifyToClient(alice.uid(), WEST_PROXY, Probes.EVENT, n));
  }

  @Test
  void remoteBroadcastToClient() {
    network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    network.guest("bob-2002", EAST_PROXY, WEST_LOBBY);
    eastService.remoteBroadcastToClient(Probes.EVENT, data("service to clients"));
    westMaster.remoteBroadcastToClient(Probes.EVENT, data("master to clients"));
    Object[] everyClient = {"alice-2001", "bob-2002", "witness-2001", "witness-2002"};
    network.assertHeard("service to clients", everyClient);
    network.assertHeard("master to clients", everyClient);
  }

  @Test
  void dataArriveAsTheyWereSent() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject nested =
        data("nested")
            .put("object", new JsonObject().put("deep", new JsonObject().put("er", 1)))
            .put("array", new JsonArray().add(1).add("two").add(new JsonArray()).addNull())
            .put("string", "äöü \u4f60\u597d \ud83c\udf81 \"\\\n")
            .put("integer", 42)
            .put("long", 1L << 52)
            .put("double", 0.1)
            .put("true", true)
            .put("false", false)
            .putNull("null")
            .put("empty", new JsonObject());
    eastService.notifyToServerNode(WEST_LOBBY, Probes.EVENT, nested);
    eastLobby.notifyToClient(alice.id(), Probes.EVENT, nested);
    network.assertHeard("nested", WEST_LOBBY, "alice-2001");
    assertThat(heard("nested"))
        .allSatisfy(heard -> assertThat(heard.data().encode()).isEqualTo(nested.encode()));
  }

  /** Sends many, numbered: they arrive in order, and none is lost. */
  private void assertOrder(String call, Sender sender) {
    times(MANY, n -> sender.send(data(call).put("n", n)));
    await().until(() -> heard(call).count() >= MANY);
    assertThat(heard(call))
        .extracting(heard -> heard.data().getInteger("n"))
        .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
  }

  private interface Sender {
    void send(JsonObject data);
  }

  private static void times(int count, IntConsumer work) {
    IntStream.range(0, count).forEach(work);
  }

  private static JsonObject data(String call) {
    return new JsonObject().put("call", call);
  }
}
