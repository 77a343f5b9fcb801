package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.EAST_MASTER;
import static dev.delos.conformance.ProbeNetwork.EAST_PROXY;
import static dev.delos.conformance.ProbeNetwork.WEST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.WEST_MASTER;
import static dev.delos.conformance.ProbeNetwork.WEST_PROXY;
import static dev.delos.conformance.ProbeNetwork.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.Limits;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of engine events: what happens, who is told, and with which words. */
abstract class EngineEventRows {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String[] SERVERS = {"2001", "2002", "2101", "2102"};
  private static final String[] SERVICES = {"3001", "3002"};

  private final ProbeNetwork network;

  EngineEventRows(ProbeNetwork network) {
    this.network = network;
  }

  @Test
  void addServerPlayerEvent() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    assertTold(
        EngineEvents.ADD_SERVER_PLAYER, of(alice), player(alice, false, new JsonObject()), "2001");
  }

  @Test
  void delServerPlayerEvent() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    network.logout(alice);
    assertTold(
        EngineEvents.DEL_SERVER_PLAYER, of(alice), player(alice, false, new JsonObject()), "2001");
  }

  @Test
  void aTransferIsToldToBothServers() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    JsonObject param = new JsonObject().put("party", 7);
    Probes.forgetAll();
    transfer(alice, WEST_LOBBY, param);
    assertTold(EngineEvents.ADD_SERVER_PLAYER, of(alice), player(alice, true, param), "2002");
    assertTold(
        EngineEvents.DEL_SERVER_PLAYER,
        of(alice),
        data -> data.getBoolean("isTransfer") && data.getString("id").equals(alice.id()),
        "2001");
  }

  @Test
  void serviceConnectEvent() {
    network.run(ProbeNetwork.service(3005));
    JsonObject data = new JsonObject().put("serverId", 3005).put("serviceType", "service_3005");
    assertTold(EngineEvents.SERVICE_CONNECT, is(3005), data::equals, SERVERS);
    network.stop(3005);
  }

  @Test
  void serviceDisconnectEvent() {
    network.run(ProbeNetwork.service(3006));
    heardBy(EngineEvents.SERVICE_CONNECT, is(3006), SERVERS);
    network.stop(3006);
    JsonObject data = new JsonObject().put("serverId", 3006).put("serviceType", "service_3006");
    assertTold(EngineEvents.SERVICE_DISCONNECT, is(3006), data::equals, SERVERS);
  }

  @Test
  void serverConnectedEvent() {
    network.run(ProbeNetwork.game(2105));
    assertTold(
        EngineEvents.SERVER_CONNECTED,
        is(2105),
        server(2105)::equals,
        "3001",
        "3002",
        "9001",
        "9002");
    network.stop(2105);
  }

  @Test
  void serverDisconnectEvent() {
    network.run(ProbeNetwork.game(2106));
    heardBy(EngineEvents.SERVER_CONNECTED, is(2106), "3001", "3002", "9001", "9002");
    network.stop(2106);
    assertTold(
        EngineEvents.SERVER_DISCONNECT,
        is(2106),
        server(2106)::equals,
        "3001",
        "3002",
        "9001",
        "9002");
  }

  @Test
  void updateServerStatusEvent() {
    network.run(ProbeNetwork.game(2107));
    Predicate<JsonObject> up = data -> "UP".equals(data.getString("2107"));
    await()
        .untilAsserted(
            () ->
                assertThat(told(EngineEvents.UPDATE_SERVER_STATUS, up))
                    .extracting(Heard::where)
                    .contains(SERVICES)
                    .containsOnly(SERVICES));
    assertThat(told(EngineEvents.UPDATE_SERVER_STATUS, up))
        .allSatisfy(
            heard ->
                assertThat(heard.data().fieldNames()).contains(SERVERS).doesNotContain("3001"));
    network.stop(2107);
    Predicate<JsonObject> draining = data -> "DRAINING".equals(data.getString("2107"));
    heardBy(EngineEvents.UPDATE_SERVER_STATUS, draining, SERVICES);
    for (String service : SERVICES) {
      await()
          .untilAsserted(
              () -> {
                List<Heard> all =
                    told(EngineEvents.UPDATE_SERVER_STATUS, data -> true)
                        .filter(heard -> heard.where().equals(service))
                        .toList();
                assertThat(all.get(all.size() - 1).data().containsKey("2107")).isFalse();
              });
    }
  }

  @Test
  void serverWillShutDownEvent() {
    network.run(ProbeNetwork.game(2109), ProbeNetwork.lobby(2011), ProbeNetwork.service(3009));
    network.run(ProbeNetwork.master(9003));
    network.stop(2109);
    network.stop(9003);
    assertTold(
        EngineEvents.SERVER_WILL_SHUT_DOWN,
        data -> true,
        data -> data.isEmpty(),
        "2109",
        "2011",
        "3009",
        "9003");
  }

  @Test
  void masterConnectStatusEvent() {
    int active = network.activeMaster();
    int standby = active == EAST_MASTER ? WEST_MASTER : EAST_MASTER;
    network.stop(active);
    String[] subordinates = {"2001", "2002", "2101", "2102", "3001", "3002"};
    assertTold(
        EngineEvents.MASTER_CONNECT_STATUS, is(active), master(active, 0)::equals, subordinates);
    assertTold(
        EngineEvents.MASTER_CONNECT_STATUS, is(standby), master(standby, 1)::equals, subordinates);
    network.run(ProbeNetwork.master(active));
  }

  @Test
  void playerLoginServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    assertTold(
        EngineEvents.PLAYER_LOGIN_SERVER,
        ofAccount(alice),
        onServer(EAST_LOBBY, false),
        Integer.toString(active));
  }

  @Test
  void playerLogoutServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    network.logout(alice);
    assertTold(
        EngineEvents.PLAYER_LOGOUT_SERVER,
        ofAccount(alice),
        onServer(EAST_LOBBY, false),
        Integer.toString(active));
  }

  @Test
  void playerTransferServerEvent() {
    int active = network.activeMaster();
    Guest alice = network.guest("alice-2001", EAST_PROXY, EAST_LOBBY);
    Probes.forgetAll();
    transfer(alice, WEST_LOBBY, new JsonObject());
    assertTold(
        EngineEvents.PLAYER_TRANSFER_SERVER,
        ofAccount(alice),
        onServer(WEST_LOBBY, true),
        Integer.toString(active));
    assertThat(told(EngineEvents.PLAYER_LOGOUT_SERVER, ofAccount(alice))).isEmpty();
  }

  @Test
  void uiInitFinished() {
    network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    assertTold(EngineEvents.UI_INIT_FINISHED, data -> true, JsonObject::isEmpty, "alice-2001");
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

  /** Waits until each of them has been told once, and makes sure that nobody else is. */
  private void assertTold(
      String event, Predicate<JsonObject> which, Predicate<JsonObject> right, String... where) {
    heardBy(event, which, where);
    await().untilAsserted(network::fence);
    assertThat(told(event, which)).extracting(Heard::where).containsExactlyInAnyOrder(where);
    assertThat(told(event, which)).extracting(Heard::data).allMatch(right);
  }

  private static void heardBy(String event, Predicate<JsonObject> which, String... where) {
    await()
        .untilAsserted(
            () -> assertThat(told(event, which)).extracting(Heard::where).contains(where));
  }

  private static Stream<Heard> told(String event, Predicate<JsonObject> which) {
    return Probes.heard().filter(heard -> heard.event().equals(event) && which.test(heard.data()));
  }

  private static Predicate<JsonObject> of(Guest guest) {
    return data -> guest.id().equals(data.getString("id"));
  }

  private static Predicate<JsonObject> ofAccount(Guest guest) {
    return data -> guest.uid().equals(data.getString("uid"));
  }

  private static Predicate<JsonObject> is(int serverId) {
    return data -> data.getInteger("serverId") == serverId;
  }

  private static Predicate<JsonObject> player(Guest guest, boolean isTransfer, JsonObject param) {
    return new JsonObject()
            .put("id", guest.id())
            .put("uid", guest.uid())
            .put("name", guest.name())
            .put("proxyId", guest.proxyId())
            .put("isTransfer", isTransfer)
            .put("transferParam", param)
        ::equals;
  }

  private static Predicate<JsonObject> onServer(int serverId, boolean isTransfer) {
    return data ->
        data.getInteger("serverId") == serverId
            && data.getBoolean("isTransfer") == isTransfer
            && !data.getBoolean("isReconnect");
  }

  private static JsonObject server(int serverId) {
    return new JsonObject()
        .put("serverId", serverId)
        .put("protocolVersion", Limits.PROTOCOL_VERSION);
  }

  private static JsonObject master(int serverId, int isConnect) {
    return new JsonObject().put("isConnect", isConnect).put("serverId", serverId);
  }
}
