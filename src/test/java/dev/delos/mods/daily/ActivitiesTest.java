package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several activities side by side, on a real PostgreSQL. */
class ActivitiesTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();
  private static final JsonObject WINTER = PlanSamples.coins(7).put("title", "Winter");

  private final DailyDatabase daily = DATABASE.emptied();
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");
  private FakeService service = FakeService.start(Samples.config(), clock, daily);
  private final String uid = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void eachActivityIsSignedInToOnItsOwn() {
    PlanSamples.activate(daily, "winter", 1, WINTER, "2026-11-24T11:00:00Z");

    assertThat(states(look("daily"))).isEqualTo("daily=claimable winter=claimable");
    assertThat(claim("winter").getJsonObject("reward")).isEqualTo(PlanSamples.reward("coin", 7));
    assertThat(states(look("daily"))).isEqualTo("daily=claimable winter=claimed");
    assertThat(claim("daily").getString("code")).isEqualTo("CLAIMED");
    assertThat(claim("winter").getString("code")).isEqualTo("ALREADY_CLAIMED");

    JsonObject winter = look("winter");
    assertThat(winter.getString("activity")).isEqualTo("winter");
    assertThat(winter.getString("title")).isEqualTo("Winter");
    assertThat(winter.getInteger("count")).isEqualTo(1);
    assertThat(daily.count("SELECT count(*) FROM daily.progress")).isEqualTo(2);
    assertThat(
            await(service.call("look", RequestKey.fresh(uid), new JsonObject()))
                .getJsonArray("undelivered"))
        .as("one mailbox")
        .hasSize(2);
  }

  @Test
  void anActivityIsClosedBeforeItsFirstPlanAndOnceItIsRolledBackToNone() {
    JsonObject closed = PlanDocument.closed(WINTER);
    PlanSamples.activate(daily, "winter", 1, WINTER, "2026-11-24T12:30:00Z");
    assertThat(claim("winter").getString("code")).isEqualTo("NOTHING_TODAY");
    assertThat(states(look("daily"))).isEqualTo("daily=claimable");

    clock.advance(Duration.ofHours(1));
    assertThat(claim("winter").getString("code")).isEqualTo("CLAIMED");

    PlanSamples.activate(daily, "winter", 0, closed, "2026-11-24T12:45:00Z");
    restart();
    assertThat(states(look("daily"))).isEqualTo("daily=claimable");
    assertThat(claim("winter").getString("code")).isEqualTo("NOTHING_TODAY");
  }

  @Test
  void whoSaysNoActivityMeansTheFirstThatIsOpen() {
    JsonObject closed = PlanSamples.coins(7).put("from", "2027-01-01").put("to", "2027-01-02");
    PlanSamples.activate(daily, 1, closed, "2026-11-24T11:00:00Z");
    PlanSamples.activate(daily, "winter", 1, WINTER, "2026-11-24T11:00:00Z");

    restart();

    JsonObject args = new JsonObject().put("valid", "2026-11-24");
    assertThat(await(service.call("claim", RequestKey.fresh(uid), args)).getString("activity"))
        .isEqualTo("winter");
  }

  @Test
  void anActivityThatNobodyPlannedIsRefused() {
    PlanSamples.activate(daily, "winter", 1, WINTER, "2026-11-24T11:00:00Z");
    assertThatThrownBy(() -> claim("summer"))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .rootCause()
        .hasMessage("activity: found \"summer\", allowed: one of daily, winter");
    assertThatThrownBy(() -> claim("no such'; DROP"))
        .rootCause()
        .hasMessageContaining("allowed: an activity's name");
  }

  @Test
  void theFirstDayOfANewActivityBeginsByItsOwnClock() {
    JsonObject plan = WINTER.copy().put("zone", "Asia/Shanghai").put("resetHour", 5);
    JsonObject put = new JsonObject().put("activity", "winter").put("plan", plan);
    await(service.call("plan.put", RequestKey.fresh("winter"), put.put("reason", "a test")));
    // The database's clock says what is too early: this day is far enough in every zone.
    String day = Instant.now().plus(Duration.ofDays(3)).toString().substring(0, 10);
    JsonObject args = new JsonObject().put("activity", "winter").put("version", 1).put("day", day);

    JsonObject reply =
        await(service.call("plan.activate", RequestKey.fresh("w"), args.put("reason", "a test")));

    assertThat(reply.getString("at"))
        .isEqualTo(Instant.parse(day + "T05:00:00Z").minus(Duration.ofHours(8)).toString());
    assertThat(
            daily.count(
                "SELECT count(*) FROM daily.plan_version WHERE version = 0"
                    + " AND document ->> 'zone' = 'Asia/Shanghai'"))
        .isEqualTo(1);
  }

  @Test
  void thereAreNoMoreThanAPageHasRoomFor() {
    for (int i = 1; i < Activities.MOST; i++) {
      PlanSamples.activate(daily, "a" + i, 1, WINTER, "2026-11-24T11:00:00Z");
    }
    JsonObject put = new JsonObject().put("activity", "more").put("plan", WINTER);
    await(service.call("plan.put", RequestKey.fresh("more"), put.put("reason", "a test")));
    JsonObject args = activation(1).put("activity", "more");

    assertThatThrownBy(() -> await(service.call("plan.activate", RequestKey.fresh("m"), args)))
        .rootCause()
        .hasMessageContaining("there are no more than 16");
    assertThat(look("daily").getJsonArray("activities")).hasSize(16);
  }

  /** So that it reads what was activated behind its back. */
  private void restart() {
    service = FakeService.start(Samples.config(), clock, daily);
  }

  private static JsonObject activation(long version) {
    Instant at = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    return new JsonObject()
        .put("activity", "winter")
        .put("version", version)
        .put("at", at.toString())
        .put("reason", "a test");
  }

  private static String states(JsonObject display) {
    JsonArray tabs = display.getJsonArray("activities");
    return String.join(
        " ",
        tabs.stream()
            .map(JsonObject.class::cast)
            .map(tab -> tab.getString("activity") + "=" + tab.getString("state"))
            .toList());
  }

  private JsonObject look(String activity) {
    JsonObject args = new JsonObject().put("activity", activity);
    return await(service.call("look", RequestKey.fresh(uid), args)).getJsonObject("display");
  }

  private JsonObject claim(String activity) {
    JsonObject args = new JsonObject().put("activity", activity).put("valid", "2026-11-24");
    return await(service.call("claim", RequestKey.fresh(uid), args));
  }
}
