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
  }

  private void show() {
    client.fromServer(DailyEvents.DISPLAY, DISPLAY);
  }

  @Test
  void theFirstPageRepeatsNothing() {
    daily.claim("2026-11-23").onComplete(answer -> {});
    show();

    assertThat(claims).hasSize(1);
  }

  @Test
  void aPageThatNobodyAskedForHasAnOpenClaimRepeatedUnderItsId() {
    show();
    Future<JsonObject> answer = daily.claimToday();
    show();

    assertThat(claims).hasSize(2).containsOnly(claims.get(0));
    assertThat(answer.isComplete()).isFalse();
    client.fromServer(DailyEvents.RECV, CLAIMED);
    assertThat(answer.result()).isEqualTo(CLAIMED);
  }

  @Test
  void aPageThatWasAskedForRepeatsNothing() {
    show();
    Future<JsonObject> page = daily.open();
    daily.claimToday().onComplete(answer -> {});
    show();

    assertThat(page.isComplete()).isTrue();
    assertThat(claims).hasSize(1);
  }

  @Test
  void aPageAfterTheAnswerRepeatsNothing() {
    show();
    daily.claimToday().onComplete(answer -> {});
    client.fromServer(DailyEvents.RECV, CLAIMED);
    show();

    assertThat(claims).hasSize(1);
  }
}
