package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.FakeLobby.Sent;
import dev.delos.mods.daily.rules.Refusal;
import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a player is told after asking for a missed day, whatever becomes of the request. */
class MakeUpFlowTest extends LobbyTest {
  private static final JsonObject ASKED =
      new JsonObject().put("activity", "winter").put("valid", "2026-11-20");
  private static final JsonObject COST = new JsonObject().put("item", "token").put("count", 2);

  @Test
  void aMadeUpDayIsToldWithItsCostAndThePageOfItsActivity() {
    ask(ASKED);
    service.answer(
        "makeUp",
        request(ALICE, ASKED),
        reply("MADE_UP").put("reward", Samples.COINS.toJson()).put("cost", COST));
    service.answer("look", request(ALICE, new JsonObject().put("activity", "winter")), state());

    assertThat(lobby.takeSent())
        .containsExactly(
            told("MADE_UP", true)
                .put("activity", "daily")
                .put("cost", COST)
                .put("reward", Samples.COINS.toJson())
                .put("delivered", true)
                .put("noRoom", false)
                .put("display", empty())
                .sent());
  }

  @Test
  void aRefusalIsToldByTheMakeUpsOwnEvent() {
    ask(ASKED);
    service.answer("makeUp", request(ALICE, ASKED), reply("NOT_ENOUGH").put("cost", COST));
    service.fail("look", request(ALICE, new JsonObject().put("activity", "winter")), Code.TIMEOUT);
    service.fail("look", request(ALICE, new JsonObject().put("activity", "winter")), Code.TIMEOUT);

    assertThat(lobby.takeSent())
        .containsExactly(
            told("NOT_ENOUGH", false).put("activity", "daily").put("cost", COST).sent());
  }

  @Test
  void aRepeatAfterAnUnknownOutcomeIsTheSameRequest() {
    ask(ASKED);
    service.fail("makeUp", request(ALICE, ASKED), Code.TIMEOUT);
    service.fail("makeUp", request(ALICE, ASKED), Code.NODE_LEFT);
    String first = service.lastRequestId();
    assertThat(lobby.takeSent())
        .containsExactly(told("TRY_AGAIN", false).put("activity", "winter").sent());

    lobby.fromClient(ALICE, "PlayerMakeUpEvent", ASKED.copy());
    service.fail("makeUp", request(ALICE, ASKED), Code.BAD_REQUEST);
    assertThat(service.lastRequestId()).isEqualTo(first);
    assertThat(lobby.takeSent())
        .containsExactly(told("BAD_REQUEST", false).put("activity", "winter").sent());
  }

  @Test
  void anotherDayWhileOneIsOnItsWayIsToldToTryAgain() {
    ask(ASKED);
    lobby.fromClient(ALICE, "PlayerMakeUpEvent", ASKED.copy().put("valid", "2026-11-19"));
    lobby.fromClient(ALICE, "PlayerMakeUpEvent", ASKED.copy());

    assertThat(lobby.takeSent())
        .as("the repeat is answered by the first one's answer")
        .containsExactly(
            told("TRY_AGAIN", false).put("activity", "winter").put("valid", "2026-11-19").sent());
  }

  @ParameterizedTest
  @EnumSource
  void eachReasonOfTheRulesHasACode(Refusal why) {
    assertThat(ClaimCode.of(why).isDone()).isFalse();
  }

  @Test
  void whatIsNoDayIsRefused() {
    enter();
    lobby.fromClient(ALICE, "PlayerMakeUpEvent", new JsonObject().put("valid", "yesterday"));
    lobby.fromClient(ALICE, "PlayerMakeUpEvent", ASKED.copy().put("activity", "A b"));

    Sent refused =
        new Sent(
            "p1",
            "PlayerMakeUpEvent",
            new JsonObject().put("suc", false).put("code", "BAD_REQUEST"));
    assertThat(lobby.takeSent()).containsExactly(refused, refused);
    assertThat(service.isIdle()).isTrue();
  }

  @Test
  void thePriceThatThePlayerSawGoesAlong() {
    JsonObject asked = ASKED.copy().put("price", COST);
    ask(asked);
    service.answer("makeUp", request(ALICE, asked), reply("OTHER_PRICE").put("cost", COST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{}",
        "{\"item\": \"A b\", \"count\": 1}",
        "{\"item\": \"token\", \"count\": -1}",
        "{\"item\": \"token\", \"count\": 1.5}"
      })
  void whatIsNoPriceIsRefused(String price) {
    ask(ASKED.copy().put("price", Json.decodeValue(price)));

    assertThat(lobby.takeSent())
        .containsExactly(
            new Sent(
                "p1",
                "PlayerMakeUpEvent",
                new JsonObject().put("suc", false).put("code", "BAD_REQUEST")));
    assertThat(service.isIdle()).isTrue();
  }

  @Test
  void theClaimsOfThePlayersTokenGoAlong() {
    JsonObject vip = new JsonObject().put("vip", "gold");
    Player carol = new Player("p3", "guest:carol", "carol", 1, 1, vip);
    JsonObject claims = new JsonObject().put("claims", vip);
    lobby.enter(carol);
    service.answer("look", request(carol, claims), state());
    lobby.takeSent();
    lobby.fromClient(carol, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));

    service.answer("claim", request(carol, claims.copy().put("valid", TODAY)), reply("NOT_TODAY"));
  }

  @Test
  void moreQuestionsThanAFewAreDropped() {
    enter();
    for (int i = 0; i < 20; i++) {
      JsonObject data = new JsonObject().put("activity", "a" + i);
      lobby.fromClient(ALICE, "OpenDailyRewardEvent", data);
    }
    for (int i = 0; i < 4; i++) {
      JsonObject asked = new JsonObject().put("activity", "a" + i);
      service.answer("look", request(ALICE, asked), state());
    }
    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent()).hasSize(4);
  }

  private void ask(JsonObject data) {
    enter();
    lobby.fromClient(ALICE, "PlayerMakeUpEvent", data.copy());
  }

  private static Told told(String code, boolean suc) {
    return new Told(new JsonObject().put("suc", suc).put("code", code).put("valid", "2026-11-20"));
  }

  /** What is told, piece by piece. */
  private record Told(JsonObject data) {
    Told put(String key, Object value) {
      data.put(key, value);
      return this;
    }

    Sent sent() {
      return new Sent("p1", "PlayerMakeUpEvent", data);
    }
  }
}
