package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RpcException.Code;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a player is told after a click, whatever becomes of the request. */
class ClaimFlowTest extends LobbyTest {
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
}
