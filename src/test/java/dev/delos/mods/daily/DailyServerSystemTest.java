package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.FakeLobby.Sent;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is listened to, what is shown, and in which order. */
class DailyServerSystemTest extends LobbyTest {
  @Test
  void aPlayerWhoComesIsShownThePage() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state());

    assertThat(lobby.takeSent()).containsExactly(display(empty()));
  }

  @Test
  void whatWaitsIsDeliveredBeforeThePageOpens() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state(waiting()));
    assertThat(lobby.takeSent()).isEmpty();
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(display(held()));
  }

  @Test
  void thePageOpensEvenIfTheDeliveryFails() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state(waiting()));
    service.fail("deliver", DELIVER, Code.TIMEOUT);
    service.fail("deliver", DELIVER, Code.TIMEOUT);

    assertThat(lobby.takeSent()).containsExactly(display(empty(mail(TODAY, false))));
  }

  @Test
  void aGrantThatIsRefusedDoesNotHoldUpTheNext() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state(waiting(), waiting("2026-11-22")));
    service.fail("deliver", DELIVER, Code.REMOTE_ERROR);
    service.fail("deliver", DELIVER, Code.REMOTE_ERROR);
    service.answer("deliver", deliver("2026-11-22"), HELD);

    assertThat(lobby.takeSent()).containsExactly(display(after(HELD, mail(TODAY, false))));
  }

  @Test
  void aGrantWithoutRoomWaitsAndASmallerOneIsDelivered() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state(waiting(), waiting("2026-11-22")));
    service.answer("deliver", DELIVER, NO_ROOM);
    service.answer("deliver", deliver("2026-11-22"), HELD);

    assertThat(lobby.takeSent()).containsExactly(display(after(HELD, mail(TODAY, true))));
  }

  @Test
  void aGrantThatHasExpiredMeanwhileIsNotShown() {
    lobby.enter(ALICE);
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD.copy().put("code", "EXPIRED"));

    assertThat(lobby.takeSent()).containsExactly(display(held()));
  }

  @Test
  void withoutTheServiceThePlayerIsToldToTryAgainAndMay() {
    lobby.enter(ALICE);
    service.fail("look", LOOK, Code.NO_PROVIDER);
    service.fail("look", LOOK, Code.NO_PROVIDER);
    assertThat(lobby.takeSent()).containsExactly(result("{\"suc\":false,\"code\":\"TRY_AGAIN\"}"));

    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    service.answer("look", LOOK, state());
    assertThat(lobby.takeSent()).containsExactly(display(empty()));
  }

  @Test
  void aDoubleClickIsOneClaim() {
    claim();
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
    service.answer("claim", CLAIM, claimed());
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent()).containsExactly(claimedResult(held()));
  }

  @Test
  void aClickAsSoonAsTheAnswerIsThereIsANewClaim() {
    claim();
    lobby.toClient =
        answer -> lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
    service.answer("claim", CLAIM, reply("NOT_TODAY"));
    service.answer("look", LOOK, state());

    service.answer("claim", CLAIM, reply("ALREADY_CLAIMED"));
  }

  @Test
  void playersDoNotWaitForEachOther() {
    claim();
    lobby.enter(BOB);
    service.answer("claim", CLAIM, reply("NOT_TODAY"));
    service.answer("look", look(BOB), state());
    service.answer("look", LOOK, state());

    assertThat(lobby.takeSent()).extracting(Sent::playerId).containsExactly("p2", "p1");
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
        "{\"valid\":\"2026-11-23T00:00\"}",
        "{\"valid\":\"2026-11-23\",\"requestId\":\"x\"}",
        "{\"valid\":\"2026-11-23\",\"requestId\":7}"
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

    service.answer("claim", CLAIM, reply("NOT_TODAY"));
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
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).isEmpty();
  }

  @Test
  void aPageAskedForDuringAClaimComesAfterIt() {
    claim();
    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    lobby.fromClient(ALICE, "OpenDailyRewardEvent", new JsonObject());
    service.answer("claim", CLAIM, claimed());
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);
    service.answer("look", LOOK, state());

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent())
        .extracting(Sent::event)
        .containsExactly("PlayerRecvEvent", "DisplayDailyRewardEvent");
  }
}
