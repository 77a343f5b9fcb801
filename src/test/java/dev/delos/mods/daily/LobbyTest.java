package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.FakeLobby.Sent;
import dev.delos.sdk.Player;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A lobby between a player's client and a service that the test plays. */
abstract class LobbyTest {
  static final Player ALICE = new Player("p1", "guest:alice", "alice", 1);
  static final Player BOB = new Player("p2", "guest:bob", "bob", 1);
  static final String TODAY = "2026-11-23";
  static final UUID GRANT = Grant.id(DailyMod.ACTIVITY, ALICE.uid(), LocalDate.parse(TODAY));
  static final JsonObject UID = new JsonObject().put("uid", ALICE.uid());
  static final JsonObject CLAIM = UID.copy().put("valid", TODAY);
  static final JsonObject DELIVER = UID.copy().put("grantId", GRANT.toString());
  static final JsonObject HELD =
      new JsonObject("{\"delivered\":true,\"inventory\":[{\"item\":\"coin\",\"count\":100}]}");

  final FakeLobby lobby = new FakeLobby();
  final ScriptedService service = new ScriptedService();

  @BeforeEach
  void start() {
    lobby.rpc = service;
    assertThat(new DailyServerSystem(lobby).start().succeeded()).isTrue();
  }

  void enter() {
    lobby.enter(ALICE);
    service.answer("look", UID, state());
    assertThat(lobby.takeSent()).hasSize(1);
  }

  void claim() {
    enter();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
  }

  static JsonObject waiting() {
    return waiting(TODAY);
  }

  static JsonObject waiting(String date) {
    return new JsonObject()
        .put("grantId", Grant.id("daily", ALICE.uid(), LocalDate.parse(date)).toString())
        .put("valid", date)
        .put("reward", Samples.COINS.toJson());
  }

  static JsonObject state(JsonObject... undelivered) {
    return new JsonObject()
        .put("display", empty())
        .put("undelivered", new JsonArray(List.of(undelivered)));
  }

  static JsonObject claimed() {
    return state(waiting()).put("code", "CLAIMED").put("reward", Samples.COINS.toJson());
  }

  static JsonObject empty() {
    return new JsonObject().put("valid", TODAY).put("inventory", new JsonArray());
  }

  static JsonObject full() {
    return empty().put("inventory", HELD.getJsonArray("inventory"));
  }

  static Sent display(JsonObject data) {
    return new Sent("p1", "DisplayDailyRewardEvent", data);
  }

  static Sent result(String json) {
    return new Sent("p1", "PlayerRecvEvent", new JsonObject(json));
  }

  static Sent claimedResult(boolean delivered, JsonObject display) {
    JsonObject data =
        new JsonObject(
            """
            {"suc":true,"code":"CLAIMED","valid":"2026-11-23",
             "reward":{"items":[{"item":"coin","count":100}],"icon":"coin","shownCount":100,
                       "description":"100 coins"}}
            """);
    return new Sent(
        "p1", "PlayerRecvEvent", data.put("delivered", delivered).put("display", display));
  }

  static Sent refused(String code, JsonObject display) {
    Sent refused = refused(code);
    refused.data().put("display", display);
    return refused;
  }

  static Sent refused(String code) {
    JsonObject data = new JsonObject().put("suc", false).put("code", code).put("valid", TODAY);
    return new Sent("p1", "PlayerRecvEvent", data);
  }
}
