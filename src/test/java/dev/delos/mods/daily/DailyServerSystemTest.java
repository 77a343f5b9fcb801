package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.FakeLobby.Sent;
import dev.delos.sdk.Player;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lobby between a player's client and a service that the test plays. */
class DailyServerSystemTest {
  private static final Player ALICE = new Player("p1", "guest:alice", "alice", 1);
  private static final Player BOB = new Player("p2", "guest:bob", "bob", 1);
  private static final String TODAY = "2026-11-23";
  private static final UUID GRANT =
      Grant.id(DailyMod.ACTIVITY, ALICE.uid(), LocalDate.parse(TODAY));
  private static final JsonObject UID = new JsonObject().put("uid", ALICE.uid());
  private static final JsonObject CLAIM = UID.copy().put("valid", TODAY);
  private static final JsonObject DELIVER = UID.copy().put("grantId", GRANT.toString());
  private static final JsonObject HELD =
      new JsonObject("{\"delivered\":true,\"inventory\":[{\"item\":\"coin\",\"count\":100}]}");

  private final FakeLobby lobby = new FakeLobby();
  private final ScriptedService service = new ScriptedService();

  @BeforeEach
  void start() {
    lobby.rpc = service;
    assertThat(new DailyServerSystem(lobby).start().succeeded()).isTrue();
  }

  @Test
  void aPlayerWhoComesIsShownThePage() {
    lobby.enter(ALICE);
    service.answer("look", UID, state());

    assertThat(lobby.takeSent()).containsExactly(display(empty()));
  }

  @Test
  void whatWaitsIsDeliveredBeforeThePageOpens() {
    lobby.enter(ALICE);
    service.answer("look", UID, state(waiting()));
    assertThat(lobby.takeSent()).isEmpty();
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(display(full()));
  }

  @Test
  void thePageOpensEvenIfTheDeliveryFails() {
    lobby.enter(ALICE);
    service.answer("look", UID, state(waiting()));
    service.fail("deliver", DELIVER, Code.TIMEOUT);

    assertThat(lobby.takeSent()).containsExactly(display(empty()));
  }

  @Test
  void aGrantThatIsRefusedDoesNotHoldUpTheNext() {
    JsonObject other = waiting("2026-11-22");
    lobby.enter(ALICE);
    service.answer("look", UID, state(waiting(), other));
    service.fail("deliver", DELIVER, Code.REMOTE_ERROR);
    service.answer("deliver", UID.copy().put("grantId", other.getString("grantId")), HELD);

    assertThat(lobby.takeSent()).containsExactly(display(full()));
  }

  @Test
  void withoutTheServiceThePlayerIsToldToTryAgainAndMay() {
    lobby.enter(ALICE);
    service.fail("look", UID, Code.NO_PROVIDER);
    assertThat(lobby.takeSent()).containsExactly(result("{\"suc\":false,\"code\":\"TRY_AGAIN\"}"));

    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    service.answer("look", UID, state());
    assertThat(lobby.takeSent()).containsExactly(display(empty()));
  }

  @Test
  void aClaimIsDeliveredAndThenTold() {
    claim();
    assertThat(service.nextTimeout()).isEqualTo(Duration.ofSeconds(4));
    service.answer("claim", CLAIM, claimed());
    assertThat(lobby.takeSent()).isEmpty();
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(true, full()));
  }

  @Test
  void aClaimWhoseDeliveryFailsIsStillClaimed() {
    claim();
    service.answer("claim", CLAIM, claimed());
    service.fail("deliver", DELIVER, Code.TIMEOUT);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(false, empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALREADY_CLAIMED", "NOT_TODAY", "NOTHING_TODAY"})
  void aRefusalIsPassedOnWithThePage(String code) {
    claim();
    service.answer("claim", CLAIM, state().put("code", code));

    assertThat(lobby.takeSent()).containsExactly(refused(code, empty()));
  }

  @Test
  void aDoubleClickIsOneClaim() {
    claim();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
    service.answer("claim", CLAIM, claimed());
    service.answer("deliver", DELIVER, HELD);

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent()).containsExactly(claimedResult(true, full()));
  }

  @Test
  void playersDoNotWaitForEachOther() {
    claim();
    lobby.enter(BOB);
    service.answer("claim", CLAIM, state().put("code", "NOT_TODAY"));
    service.answer("look", new JsonObject().put("uid", BOB.uid()), state());

    assertThat(lobby.takeSent()).extracting(Sent::playerId).containsExactly("p1", "p2");
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMEOUT", "NODE_LEFT", "REMOTE_ERROR"})
  void aClaimOfUnknownOutcomeIsRepeatedAndItsGrantRecognised(Code code) {
    claim();
    service.fail("claim", CLAIM, code);
    service.answer("claim", CLAIM, state(waiting()).put("code", "ALREADY_CLAIMED"));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(true, full()));
  }

  @Test
  void aClaimOfUnknownOutcomeIsRecognisedAfterTheReset() {
    claim();
    service.fail("claim", CLAIM, Code.TIMEOUT);
    service.answer("claim", CLAIM, state(waiting()).put("code", "NOT_TODAY"));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(true, full()));
  }

  @Test
  void aRepeatWithoutAWaitingGrantIsARefusal() {
    claim();
    service.fail("claim", CLAIM, Code.TIMEOUT);
    service.answer("claim", CLAIM, state().put("code", "ALREADY_CLAIMED"));

    assertThat(lobby.takeSent()).containsExactly(refused("ALREADY_CLAIMED", empty()));
  }

  @Test
  void anotherTabsGrantIsDeliveredButTheClaimRefused() {
    claim();
    service.answer("claim", CLAIM, state(waiting()).put("code", "ALREADY_CLAIMED"));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(refused("ALREADY_CLAIMED", full()));
  }

  @Test
  void twoUnknownOutcomesEndInTryAgainAndTheNextClickLearnsTheTruth() {
    claim();
    service.fail("claim", CLAIM, Code.TIMEOUT);
    service.fail("claim", CLAIM, Code.NODE_LEFT);
    assertThat(lobby.takeSent()).containsExactly(refused("TRY_AGAIN"));

    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
    service.answer("claim", CLAIM, state(waiting()).put("code", "ALREADY_CLAIMED"));
    service.answer("deliver", DELIVER, HELD);
    assertThat(lobby.takeSent()).containsExactly(claimedResult(true, full()));
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_PROVIDER", "NO_METHOD", "DRAINING", "OVERLOADED"})
  void aClaimThatNeverRanIsNotRepeated(Code code) {
    claim();
    service.fail("claim", CLAIM, code);

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent()).containsExactly(refused("TRY_AGAIN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"valid\":null}",
        "{\"valid\":7}",
        "{\"valid\":{}}",
        "{\"valid\":\"\"}",
        "{\"valid\":\"2026-02-30\"}",
        "{\"valid\":\"+12026-11-23\"}",
        "{\"valid\":\"2026-11-23T00:00\"}"
      })
  void whatIsNotADateIsABadRequestAndGoesNoFurther(String data) {
    enter();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject(data));

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent())
        .containsExactly(result("{\"suc\":false,\"code\":\"BAD_REQUEST\"}"));
  }

  @Test
  void theAccountIsThePlayersWhateverTheDataSays() {
    enter();
    JsonObject forged = new JsonObject().put("valid", TODAY).put("uid", BOB.uid());
    lobby.fromClient(ALICE, "PlayerRecvEvent", forged);

    service.answer("claim", CLAIM, state().put("code", "NOT_TODAY"));
  }

  @Test
  void aPlayerWhoIsNotHereIsIgnored() {
    lobby.fromClient(BOB, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
    lobby.fromClient(BOB, "OpenDailyRewardEvent", new JsonObject());

    assertThat(service.isIdle()).isTrue();
  }

  @Test
  void aPlayerWhoLeavesMeanwhileStillGetsTheReward() {
    claim();
    lobby.leave(ALICE);
    service.answer("claim", CLAIM, claimed());
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).isEmpty();
  }

  @Test
  void aPageAskedForDuringAClaimComesAfterIt() {
    claim();
    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    service.answer("claim", CLAIM, claimed());
    service.answer("deliver", DELIVER, HELD);
    service.answer("look", UID, state());

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent())
        .extracting(Sent::event)
        .containsExactly("PlayerRecvEvent", "DisplayDailyRewardEvent");
  }

  private void enter() {
    lobby.enter(ALICE);
    service.answer("look", UID, state());
    assertThat(lobby.takeSent()).hasSize(1);
  }

  private void claim() {
    enter();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
  }

  private static JsonObject waiting() {
    return waiting(TODAY);
  }

  private static JsonObject waiting(String date) {
    return new JsonObject()
        .put("grantId", Grant.id("daily", ALICE.uid(), LocalDate.parse(date)).toString())
        .put("valid", date)
        .put("reward", Samples.COINS.toJson());
  }

  private static JsonObject state(JsonObject... undelivered) {
    return new JsonObject()
        .put("display", empty())
        .put("undelivered", new JsonArray(List.of(undelivered)));
  }

  private static JsonObject claimed() {
    return state(waiting()).put("code", "CLAIMED").put("reward", Samples.COINS.toJson());
  }

  private static JsonObject empty() {
    return new JsonObject().put("valid", TODAY).put("inventory", new JsonArray());
  }

  private static JsonObject full() {
    return empty().put("inventory", HELD.getJsonArray("inventory"));
  }

  private static Sent display(JsonObject data) {
    return new Sent("p1", "DisplayDailyRewardEvent", data);
  }

  private static Sent result(String json) {
    return new Sent("p1", "PlayerRecvEvent", new JsonObject(json));
  }

  private static Sent claimedResult(boolean delivered, JsonObject display) {
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

  private static Sent refused(String code, JsonObject display) {
    Sent refused = refused(code);
    refused.data().put("display", display);
    return refused;
  }

  private static Sent refused(String code) {
    JsonObject data = new JsonObject().put("suc", false).put("code", code).put("valid", TODAY);
    return new Sent("p1", "PlayerRecvEvent", data);
  }
}
