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
  static final Player ALICE = new Player("p1", "guest:alice", "alice", 1, 1);
  static final Player BOB = new Player("p2", "guest:bob", "bob", 1, 1);
  static final String TODAY = "2026-11-23";
  static final UUID GRANT = Grant.id(Activity.DAILY, ALICE.uid(), LocalDate.parse(TODAY));
  static final JsonObject LOOK = look(ALICE);
  static final JsonObject CLAIM = request(ALICE, new JsonObject().put("valid", TODAY));
  static final JsonObject DELIVER = deliver(TODAY);
  static final JsonObject HELD =
      new JsonObject(
          """
          {"code": "DELIVERED", "inventory": [{"item": "coin", "count": 100}],
           "bag": {"slots": 36, "used": 1}}
          """);
  static final JsonObject NO_ROOM =
      new JsonObject(
          """
          {"code": "FULL", "inventory": [{"item": "sword", "count": 36}],
           "bag": {"slots": 36, "used": 36}}
          """);

  final FakeLobby lobby = new FakeLobby();
  final ScriptedService service = new ScriptedService();

  @BeforeEach
  void start() {
    lobby.rpc = service;
    assertThat(new DailyServerSystem(lobby).start().succeeded()).isTrue();
  }

  void enter() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state());
    assertThat(lobby.takeSent()).hasSize(1);
  }

  void claim() {
    enter();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
  }

  /** A request that may be repeated, whatever its id. */
  static JsonObject request(Player player, JsonObject args) {
    return new JsonObject().put("owner", player.uid()).put("args", args);
  }

  static JsonObject look(Player player) {
    return request(player, new JsonObject());
  }

  static JsonObject deliver(String date) {
    return request(ALICE, new JsonObject().put("valid", date)).put("requestId", grantId(date));
  }

  static String grantId(String date) {
    return Grant.id(Activity.DAILY, ALICE.uid(), LocalDate.parse(date)).toString();
  }

  /** What the service says to a claim. */
  static JsonObject reply(String code) {
    return new JsonObject().put("code", code);
  }

  static JsonObject waiting() {
    return waiting(TODAY);
  }

  static JsonObject waiting(String date) {
    return new JsonObject()
        .put("grantId", grantId(date))
        .put("valid", date)
        .put("reward", Samples.COINS.toJson())
        .put("expiresAt", "2026-12-23T12:00:00Z");
  }

  static JsonObject state(JsonObject... undelivered) {
    return new JsonObject()
        .put("display", page())
        .put("undelivered", new JsonArray(List.of(undelivered)));
  }

  static JsonObject claimed() {
    return reply("CLAIMED").put("reward", Samples.COINS.toJson());
  }

  /** A page as the service makes it. */
  private static JsonObject page() {
    return new JsonObject()
        .put("valid", TODAY)
        .put("inventory", new JsonArray())
        .put("bag", new JsonObject().put("slots", 36).put("used", 0));
  }

  /** The same as a player sees it: nothing in the bag, and this in the mailbox. */
  static JsonObject empty(JsonObject... mail) {
    return page().put("mailbox", new JsonArray(List.of(mail)));
  }

  /** The page once everything is delivered. */
  static JsonObject held() {
    return after(HELD);
  }

  /** The page after that delivery. */
  static JsonObject after(JsonObject delivery, JsonObject... mail) {
    return empty(mail)
        .put("inventory", delivery.getJsonArray("inventory"))
        .put("bag", delivery.getJsonObject("bag"));
  }

  static JsonObject mail(String date, boolean noRoom) {
    return new JsonObject()
        .put("grantId", grantId(date))
        .put("valid", date)
        .put("reward", Samples.COINS.toJson())
        .put("expiresAt", 1798027200000L)
        .put("noRoom", noRoom);
  }

  static Sent display(JsonObject data) {
    return new Sent("p1", "DisplayDailyRewardEvent", data);
  }

  static Sent result(String json) {
    return new Sent("p1", "PlayerRecvEvent", new JsonObject(json));
  }

  static Sent claimedResult(JsonObject display) {
    return claimedResult(true, false, display);
  }

  static Sent claimedResult(boolean delivered, boolean noRoom, JsonObject display) {
    Sent result = claimedResult(delivered, noRoom);
    result.data().put("display", display);
    return result;
  }

  static Sent claimedResult(boolean delivered, boolean noRoom) {
    JsonObject data =
        new JsonObject(
            """
            {"suc":true,"code":"CLAIMED","activity":"daily","valid":"2026-11-23",
             "reward":{"items":[{"item":"coin","count":100}],"icon":"coin","shownCount":100,
                       "description":"100 coins"}}
            """);
    return new Sent(
        "p1", "PlayerRecvEvent", data.put("delivered", delivered).put("noRoom", noRoom));
  }

  static Sent refused(String code, JsonObject display) {
    Sent refused = refused(code);
    refused.data().put("display", display);
    return refused;
  }

  static Sent refused(String code) {
    JsonObject data = new JsonObject().put("suc", false).put("code", code).put("valid", TODAY);
    boolean isOfTheService = !code.equals("TRY_AGAIN") && !code.equals("BAD_REQUEST");
    return new Sent("p1", "PlayerRecvEvent", isOfTheService ? data.put("activity", "daily") : data);
  }
}
