package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DailyClientSystemTest {
  private static final JsonObject DISPLAY = new JsonObject().put("valid", "2026-11-23");
  private static final JsonObject CLAIMED =
      new JsonObject().put("suc", true).put("code", "CLAIMED").put("display", DISPLAY);

  private final List<JsonObject> claims = new ArrayList<>();
  private final FakeClient client =
      new FakeClient(
          (event, data) -> {
            if (event.equals(DailyEvents.RECV)) {
              claims.add(data);
            }
          });
  private final DailyClientSystem daily = new DailyClientSystem(client);

  @BeforeEach
  void start() {
    Await.get(daily.start());
    client.fromServer(DailyEvents.DISPLAY, DISPLAY);
  }

  @Test
  void aPageThatNobodyAskedForHasAnOpenClaimRepeatedUnderItsId() {
    Future<JsonObject> answer = daily.claimToday();
    client.fromServer(DailyEvents.DISPLAY, DISPLAY);

    assertThat(claims).hasSize(2).containsOnly(claims.get(0));
    assertThat(answer.isComplete()).isFalse();
    client.fromServer(DailyEvents.RECV, CLAIMED);
    assertThat(answer.result()).isEqualTo(CLAIMED);
  }

  @Test
  void aPageThatWasAskedForRepeatsNothing() {
    Future<JsonObject> page = daily.open();
    daily.claimToday().onComplete(answer -> {});
    client.fromServer(DailyEvents.DISPLAY, DISPLAY);

    assertThat(page.isComplete()).isTrue();
    assertThat(claims).hasSize(1);
  }

  @Test
  void aPageAfterTheAnswerRepeatsNothing() {
    daily.claimToday().onComplete(answer -> {});
    client.fromServer(DailyEvents.RECV, CLAIMED);
    client.fromServer(DailyEvents.DISPLAY, DISPLAY);

    assertThat(claims).hasSize(1);
  }
}
