package dev.delos.conformance;

import static dev.delos.conformance.ProbeNetwork.EAST_LOBBY;
import static dev.delos.conformance.ProbeNetwork.WEST_PROXY;
import static dev.delos.conformance.ProbeNetwork.await;
import static dev.delos.conformance.Told.about;
import static dev.delos.conformance.Told.assertTold;
import static dev.delos.conformance.Told.awaitTold;
import static dev.delos.conformance.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.protocol.Limits;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The table of engine events: what happens, who is told, and with which words. */
abstract class EngineEventRows {
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
        network,
        EngineEvents.ADD_SERVER_PLAYER,
        about(alice),
        alice.isToldBy(false, new JsonObject()),
        "2001");
  }

  @Test
  void delServerPlayerEvent() {
    Guest alice = network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    network.logout(alice);
    assertTold(
        network,
        EngineEvents.DEL_SERVER_PLAYER,
        about(alice),
        alice.isToldBy(false, new JsonObject()),
        "2001");
  }

  @Test
  void serviceConnectEvent() {
    network.run(ProbeNetwork.service(3005));
    JsonObject data = new JsonObject().put("serverId", 3005).put("serviceType", "service_3005");
    assertTold(network, EngineEvents.SERVICE_CONNECT, about(3005), data::equals, SERVERS);
    network.stop(3005);
  }

  @Test
  void serviceDisconnectEvent() {
    network.run(ProbeNetwork.service(3006));
    awaitTold(EngineEvents.SERVICE_CONNECT, about(3006), SERVERS);
    network.stop(3006);
    JsonObject data = new JsonObject().put("serverId", 3006).put("serviceType", "service_3006");
    assertTold(network, EngineEvents.SERVICE_DISCONNECT, about(3006), data::equals, SERVERS);
  }

  @Test
  void serverConnectedEvent() {
    network.run(ProbeNetwork.game(2105));
    assertTold(
        network,
        EngineEvents.SERVER_CONNECTED,
        about(2105),
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
    awaitTold(EngineEvents.SERVER_CONNECTED, about(2106), "3001", "3002", "9001", "9002");
    network.stop(2106);
    assertTold(
        network,
        EngineEvents.SERVER_DISCONNECT,
        about(2106),
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
    awaitTold(EngineEvents.UPDATE_SERVER_STATUS, draining, SERVICES);
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
        network,
        EngineEvents.SERVER_WILL_SHUT_DOWN,
        data -> true,
        data -> data.isEmpty(),
        "2109",
        "2011",
        "3009",
        "9003");
  }

  @Test
  void uiInitFinished() {
    network.guest("alice-2001", WEST_PROXY, EAST_LOBBY);
    assertTold(
        network, EngineEvents.UI_INIT_FINISHED, data -> true, JsonObject::isEmpty, "alice-2001");
  }

  private static JsonObject server(int serverId) {
    return new JsonObject()
        .put("serverId", serverId)
        .put("protocolVersion", Limits.PROTOCOL_VERSION);
  }
}
