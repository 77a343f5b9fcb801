package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RpcException.Code;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What a player is told after a click, whatever becomes of the request. */
class ClaimFlowTest extends LobbyTest {
  private static final String OWN_ID = "123e4567-e89b-12d3-a456-426614174000";

  @Test
  void aClaimIsDeliveredAndThenTold() {
    claim();
    assertThat(service.nextTimeout()).isEqualTo(Duration.ofSeconds(4));
    service.answer("claim", CLAIM, claimed());
    service.answer("look", LOOK, state(waiting()));
    assertThat(lobby.takeSent()).isEmpty();
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(held()));
  }

  @Test
  void aClaimWhoseDeliveryFailsIsStillClaimed() {
    claim();
    service.answer("claim", CLAIM, claimed());
    service.answer("look", LOOK, state(waiting()));
    service.fail("deliver", DELIVER, Code.TIMEOUT);
    service.fail("deliver", DELIVER, Code.TIMEOUT);

    assertThat(lobby.takeSent())
        .containsExactly(claimedResult(false, false, empty(mail(TODAY, false))));
  }

  @Test
  void aClaimForWhichThereIsNoRoomIsClaimedAndWaitsInTheMailbox() {
    claim();
    service.answer("claim", CLAIM, claimed());
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, NO_ROOM);

    assertThat(lobby.takeSent())
        .containsExactly(claimedResult(false, true, after(NO_ROOM, mail(TODAY, true))));
  }

  @Test
  void aClaimWithoutAPageIsStillClaimed() {
    claim();
    service.answer("claim", CLAIM, claimed());
    service.fail("look", LOOK, Code.TIMEOUT);
    service.fail("look", LOOK, Code.TIMEOUT);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(false, false));
  }

  @Test
  void aRefusalWithoutAPageIsStillARefusal() {
    claim();
    service.answer("claim", CLAIM, reply("ALREADY_CLAIMED"));
    service.fail("look", LOOK, Code.NODE_LEFT);
    service.fail("look", LOOK, Code.NO_PROVIDER);

    assertThat(lobby.takeSent()).containsExactly(refused("ALREADY_CLAIMED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALREADY_CLAIMED", "NOT_TODAY", "NOTHING_TODAY"})
  void aRefusalIsPassedOnWithThePage(String code) {
    claim();
    service.answer("claim", CLAIM, reply(code));
    service.answer("look", LOOK, state());

    assertThat(lobby.takeSent()).containsExactly(refused(code, empty()));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BAD_REQUEST", "NO_METHOD"},
      mode = Mode.EXCLUDE)
  void aClaimOfUnknownOutcomeIsRepeatedWithTheSameId(Code code) {
    claim();
    service.fail("claim", CLAIM, code);
    String first = service.lastRequestId();
    service.answer("claim", CLAIM, claimed());
    assertThat(service.lastRequestId()).isEqualTo(first);
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(claimedResult(held()));
  }

  @Test
  void anotherTabsGrantIsDeliveredButTheClaimRefused() {
    claim();
    service.answer("claim", CLAIM, reply("ALREADY_CLAIMED"));
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);

    assertThat(lobby.takeSent()).containsExactly(refused("ALREADY_CLAIMED", held()));
  }

  @Test
  void twoUnknownOutcomesEndInTryAgainAndTheNextClickRepeatsTheClaim() {
    claim();
    service.fail("claim", CLAIM, Code.TIMEOUT);
    service.fail("claim", CLAIM, Code.NODE_LEFT);
    String first = service.lastRequestId();
    assertThat(lobby.takeSent()).containsExactly(refused("TRY_AGAIN"));

    click();
    service.answer("claim", CLAIM, claimed());
    assertThat(service.lastRequestId()).isEqualTo(first);
    service.answer("look", LOOK, state(waiting()));
    service.answer("deliver", DELIVER, HELD);
    assertThat(lobby.takeSent()).containsExactly(claimedResult(held()));
  }

  @Test
  void aClickAfterAnAnswerIsANewClaim() {
    claim();
    service.answer("claim", CLAIM, reply("NOT_TODAY"));
    String first = service.lastRequestId();
    service.answer("look", LOOK, state());

    click();
    service.answer("claim", CLAIM, reply("NOT_TODAY"));
    assertThat(service.lastRequestId()).isNotEqualTo(first);
  }

  @Test
  void aClientsOwnIdIsTheClaims() {
    enter();
    JsonObject data = new JsonObject().put("valid", TODAY).put("requestId", OWN_ID);
    lobby.fromClient(ALICE, "PlayerRecvEvent", data);

    service.answer("claim", CLAIM.copy().put("requestId", OWN_ID), reply("NOT_TODAY"));
  }

  @Test
  void aClaimThatIsRefusedAsBadIsNotRepeated() {
    claim();
    service.fail("claim", CLAIM, Code.BAD_REQUEST);

    assertThat(service.isIdle()).isTrue();
    assertThat(lobby.takeSent()).containsExactly(refused("BAD_REQUEST"));
  }

  private void click() {
    lobby.fromClient(ALICE, "PlayerRecvEvent", new JsonObject().put("valid", TODAY));
  }
}
