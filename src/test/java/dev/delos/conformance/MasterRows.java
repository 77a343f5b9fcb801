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
import static dev.delos.conformance.Told.about;
import static dev.delos.conformance.Told.assertTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.ServerCalls;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The rows of both event tables that the active master or a move between lobbies is part of. */
abstract class MasterRows {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final ProbeNetwork network;
  private final ServerCalls eastLobby = Probes.server(EAST_LOBBY);
  private final ServerCalls westLobby = Probes.server(WEST_LOBBY);
  private final ServerCalls eastGame = Probes.server(EAST_GAME);
  private final ServiceCalls eastService = Probes.service(EAST_SERVICE);
  private final ServiceCalls westService = Probes.service(WEST_SERVICE);

  MasterRows(ProbeNetwork network) {
    this.network = network;
  }

  @Test
  void notifyToMaster() {
    int active = network.activeMaster();
    eastLobby.notifyToMaster(Probes.EVENT, data("east lobby to master"));
    westLobby.notifyToMaster(Probes.EVENT, data("west lobby to master"));
    eastGame.notifyToMaster(Probes.EVENT, data("game to master"));
    eastService.notifyToMaster(Probes.EVENT, data("east service to master"));
    westService.notifyToMaster(Probes.EVENT, data("west service to master"));
    network.assertHeard("east lobby to master", active);
    network.assertHeard("west lobby to master", active);
    network.assertHeard("game to master", active);
    network.assertHeard("east service to master", active);
    network.assertHeard("west service to master", active);
  }

  @Test
  void aTransferIsToldToBothServers() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject param = new JsonObject().put("party", 7);
    Probes.forgetAll();
    transfer(alice, WEST_LOBBY, param);
    assertTold(
        network, EngineEvents.ADD_SERVER_PLAYER, about(alice), alice.isToldBy(true, param), "2002");
    assertTold(
        network,
        EngineEvents.DEL_SERVER_PLAYER,
        about(alice),
        data -> data.getBoolean("isTransfer") && data.getString("id").equals(alice.id()),
        "2001");
  }

  @Test
  void transferToOtherServer() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject param = new JsonObject().put("arena", "north");
    Probes.forgetAll();
    int game = Await.get(eastLobby.transferToOtherServer(alice.id(), "gameA", param));
    assertThat(game).isIn(EAST_GAME, WEST_GAME);
    assertTold(
        network, EngineEvents.DEL_SERVER_PLAYER, about(alice), alice.isToldBy(true, param), "2001");
    assertTold(
        network,
        EngineEvents.ADD_SERVER_PLAYER,
        about(alice),
        alice.isToldBy(true, param),
        Integer.toString(game));
    assertThat(Await.failure(eastLobby.transferToOtherServer(alice.id(), "gameA", param)))
        .hasMessageContaining("BAD_REQUEST: playerId: found " + alice.id());
    ServerCalls there = Probes.server(game);
    assertThat(Await.failure(there.transferToOtherServer(alice.id(), "nothing", param)))
        .hasMessageContaining("BAD_REQUEST: type: found nothing");
    assertThat(Await.get(there.transferToOtherServer(alice.id(), "lobby", param)))
        .isIn(EAST_LOBBY, WEST_LOBBY);
  }

  @Test
  void transferToOtherServerById() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject param = new JsonObject().put("door", "east");
    Probes.forgetAll();
    assertThat(Await.get(eastLobby.transferToOtherServerById(alice.id(), WEST_LOBBY, param)))
        .isEqualTo(WEST_LOBBY);
    assertTold(
        network, EngineEvents.DEL_SERVER_PLAYER, about(alice), alice.isToldBy(true, param), "2001");
    assertTold(
        network, EngineEvents.ADD_SERVER_PLAYER, about(alice), alice.isToldBy(true, param), "2002");
    assertThat(Await.failure(westLobby.transferToOtherServerById(alice.id(), EAST_SERVICE, param)))
        .hasMessageContaining("BAD_REQUEST: serverId: found " + EAST_SERVICE);
    assertThat(Await.failure(eastLobby.transferToOtherServerById(alice.id(), WEST_LOBBY, param)))
        .hasMessageContaining("BAD_REQUEST: playerId: found " + alice.id());
  }

  @Test
  void masterConnectStatusEvent() {
    int active = network.activeMaster();
    int standby = active == EAST_MASTER ? WEST_MASTER : EAST_MASTER;
    network.stop(active);
    String[] subordinates = {"2001", "2002", "2101", "2102", "3001", "3002"};
    assertTold(
        network,
        EngineEvents.MASTER_CONNECT_STATUS,
        about(active),
        master(active, 0)::equals,
        subordinates);
    assertTold(
        network,
        EngineEvents.MASTER_CONNECT_STATUS,
        about(standby),
        master(standby, 1)::equals,
        subordinates);
    network.run(ProbeNetwork.master(active));
  }

  @Test
  void playerLoginServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("comes-2001", WEST_PROXY, EAST_LOBBY);
    assertTold(
        network,
        EngineEvents.PLAYER_LOGIN_SERVER,
        ofAccount(alice),
        onServer(EAST_LOBBY, false),
        Integer.toString(active));
  }

  @Test
  void playerLogoutServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("goes-2001", WEST_PROXY, EAST_LOBBY);
    network.logout(alice);
    assertTold(
        network,
        EngineEvents.PLAYER_LOGOUT_SERVER,
        ofAccount(alice),
        onServer(EAST_LOBBY, false),
        Integer.toString(active));
  }

  @Test
  void playerTransferServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("moves-2001", EAST_PROXY, EAST_LOBBY);
    Probes.forgetAll();
    transfer(alice, WEST_LOBBY, new JsonObject());
    assertTold(
        network,
        EngineEvents.PLAYER_TRANSFER_SERVER,
        ofAccount(alice),
        onServer(WEST_LOBBY, true),
        Integer.toString(active));
    String master = Integer.toString(active);
    assertTold(
        network,
        EngineEvents.PLAYER_LOGOUT_SERVER,
        ofAccount(alice),
        onServer(EAST_LOBBY, true),
        master);
    assertTold(
        network,
        EngineEvents.PLAYER_LOGIN_SERVER,
        ofAccount(alice),
        onServer(WEST_LOBBY, true),
        master);
  }

  private void transfer(Guest guest, int serverId, JsonObject param) {
    JsonObject args =
        new JsonObject()
            .put("uid", guest.uid())
            .put("serverId", serverId)
            .put("transferParam", param);
    JsonObject reply =
        Await.get(
            network
                .tool()
                .run(
                    node ->
                        node.caller()
                            .request(
                                guest.proxyId(),
                                SessionCalls.MODULE,
                                SessionCalls.TRANSFER,
                                args,
                                LONG)));
    assertThat(reply.getInteger("serverId")).isEqualTo(serverId);
  }

  private static Predicate<JsonObject> ofAccount(Guest guest) {
    return data -> guest.uid().equals(data.getString("uid"));
  }

  private static Predicate<JsonObject> onServer(int serverId, boolean isTransfer) {
    return data ->
        data.getInteger("serverId") == serverId
            && data.getBoolean("isTransfer") == isTransfer
            && !data.getBoolean("isReconnect");
  }

  private static JsonObject master(int serverId, int isConnect) {
    return new JsonObject().put("isConnect", isConnect).put("serverId", serverId);
  }

  private static JsonObject data(String call) {
    return new JsonObject().put("call", call);
  }
}
