package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RequestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the page says of a plan with everything, on a real PostgreSQL. */
class PagesTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private static final JsonObject VIP = new JsonObject().put("vip", "gold");

  private static final JsonObject PLAN =
      PlanSamples.coins(10)
          .mergeIn(
              new JsonObject(
                  """
                  {"progress": {"mode": "streak", "period": "none"},
                   "milestones": [{"at": 2, "every": 5, "reward": {"icon": "gem", "shownCount": 1,
                     "items": [{"item": "gem", "count": 1}], "description": "a gem"}}],
                   "multipliers": [
                     {"id": "weekend", "title": "Weekend", "factor": 2, "weekdays": [6, 7]},
                     {"id": "vip", "title": {"en": "VIP"}, "factor": "3/2",
                      "token": {"claim": "vip", "values": ["gold"]}}],
                   "title": {"en": "Test"},
                   "makeUp": {"item": "token", "cost": [1, 2], "perMonth": 3, "windowDays": 7}}
                  """));

  private final DailyDatabase daily = DATABASE.emptied();

  /** A Thursday. */
  private final SettableClock clock = new SettableClock("2026-11-26T12:00:00Z");

  private final FakeService service = start();
  private final String uid = Players.fresh();

  /** With the plan, and a day that is excused, from before it reads them. */
  private FakeService start() {
    PlanSamples.activate(daily, 1, PLAN, "2026-11-01T00:00:00Z");
    daily.execute(
        "INSERT INTO daily.excused (activity, day, number, excused, reason) VALUES ('daily', '2026-11-25', 1, true, 'a test')");
    return FakeService.start(Samples.config(), clock, daily);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aNewPlayerSeesWhatComesForWhoComesEachDay() {
    JsonObject display = look(new JsonObject());

    assertThat(display.getString("counting")).isEqualTo("STREAK");
    assertThat(display.getInteger("count")).isZero();
    assertThat(display.getJsonObject("nextMilestone").getInteger("at")).isEqualTo(2);
    assertThat(display.getJsonObject("nextMilestone").getString("icon")).isEqualTo("gem");
    assertThat(day(display, "2026-11-26").containsKey("payment")).isFalse();
    assertThat(day(display, "2026-11-27").getJsonArray("items"))
        .containsExactly(item("coin", 10), item("gem", 1));
    assertThat(day(display, "2026-11-28").getJsonArray("items")).containsExactly(item("coin", 20));
    assertThat(day(display, "2026-11-28").getJsonObject("payment").getInteger("count"))
        .isEqualTo(3);
    assertThat(display.getJsonObject("titles"))
        .isEqualTo(new JsonObject().put("weekend", "Weekend"));
  }

  @Test
  void weekAndMonthSayTheSameOfADay() {
    claim("2026-11-26", VIP);
    JsonObject display = look(VIP);

    JsonArray month = display.getJsonArray("month");
    JsonArray week = display.getJsonArray("weekly");
    assertThat(month).hasSize(30);
    assertThat(month.stream().skip(22).limit(7)).containsExactlyElementsOf(week);
  }

  @Test
  void aWeekThatReachesIntoTheNextMonthIsWhole() {
    clock.advance(Duration.ofDays(4));
    claim("2026-11-30", new JsonObject());
    clock.advance(Duration.ofDays(1));
    JsonObject display = look(new JsonObject());

    assertThat(display.getJsonArray("month")).hasSize(31);
    JsonArray week = display.getJsonArray("weekly");
    assertThat(week.getJsonObject(0).getString("date")).isEqualTo("2026-11-30");
    assertThat(week.getJsonObject(0).getString("state")).isEqualTo("claimed");
    assertThat(display.getJsonArray("recv")).containsExactly("2026-11-30");
  }

  @Test
  void theTokensClaimMultipliesAndThePageSaysSoBeforeAndAfter() {
    assertThat(day(look(VIP), "2026-11-26").getJsonArray("items"))
        .containsExactly(item("coin", 15));

    JsonObject reply = claim("2026-11-26", VIP);
    assertThat(reply.getJsonObject("reward").getJsonArray("items"))
        .containsExactly(item("coin", 15));
    assertThat(multipliers(reply.getJsonObject("payment"))).containsExactly(multiplier("vip"));

    // Without the claim, later: what was paid stays as it was, and why.
    JsonObject display = look(new JsonObject());
    JsonObject today = day(display, "2026-11-26");
    assertThat(today.getString("state")).isEqualTo("claimed");
    assertThat(multipliers(today.getJsonObject("payment"))).containsExactly(multiplier("vip"));
    assertThat(display.getJsonObject("titles").getJsonObject("vip").getString("en"))
        .isEqualTo("VIP");
    assertThat(display.getJsonArray("activities"))
        .containsExactly(
            new JsonObject()
                .put("activity", "daily")
                .put("title", new JsonObject().put("en", "Test"))
                .put("state", "claimed"));
  }

  @Test
  void aMissedDayIsOfferedAndMadeUp() {
    claim("2026-11-26", new JsonObject());
    clock.advance(Duration.ofDays(2));
    give("token", 1);
    JsonObject before = look(new JsonObject());
    assertThat(before.getJsonObject("makeUp"))
        .isEqualTo(
            new JsonObject().put("item", "token").put("cost", 1).put("left", 3).put("have", 1));
    assertThat(day(before, "2026-11-27").getJsonObject("cost")).isEqualTo(item("token", 1));
    assertThat(day(before, "2026-11-25").containsKey("cost")).as("before the first").isFalse();
    assertThat(before.getInteger("count")).isZero();

    JsonObject reply = makeUp("2026-11-27");
    assertThat(reply.getString("code")).isEqualTo("MADE_UP");
    assertThat(reply.getJsonObject("cost")).isEqualTo(item("token", 1));
    JsonObject after = look(new JsonObject());
    assertThat(day(after, "2026-11-27").getString("state")).isEqualTo("claimed");
    assertThat(day(after, "2026-11-27").getBoolean("madeUp")).isTrue();
    assertThat(after.getInteger("count")).isEqualTo(2);
    assertThat(after.getJsonObject("makeUp"))
        .isEqualTo(
            new JsonObject().put("item", "token").put("cost", 2).put("left", 2).put("have", 0));
  }

  @Test
  void whatIsOfferedForAMissedDayIsWhatIsPaid() {
    clock.advance(Duration.ofDays(1));
    claim("2026-11-27", VIP);
    clock.advance(Duration.ofDays(2));
    claim("2026-11-29", VIP);
    give("token", 1);
    JsonObject offered = day(look(VIP), "2026-11-28");
    // A Saturday, and a VIP: both multiply for who came, not for who makes the day up.
    assertThat(offered.getJsonArray("items")).containsExactly(item("coin", 10), item("gem", 1));

    JsonObject reply = makeUp("2026-11-28");

    assertThat(reply.getJsonObject("reward").getJsonArray("items"))
        .isEqualTo(offered.getJsonArray("items"));
    assertThat(reply.getJsonObject("payment")).isEqualTo(offered.getJsonObject("payment"));
  }

  @Test
  void anExcusedDayIsMarked() {
    assertThat(day(look(new JsonObject()), "2026-11-25").getBoolean("excused")).isTrue();
  }

  private void give(String item, int count) {
    daily.execute(
        "INSERT INTO daily.inventory (uid, item, count) VALUES ('%s', '%s', %d)"
            .formatted(uid, item, count));
  }

  private JsonObject look(JsonObject token) {
    JsonObject args = new JsonObject().put("claims", token);
    return await(service.call("look", RequestKey.fresh(uid), args)).getJsonObject("display");
  }

  private JsonObject claim(String date, JsonObject token) {
    JsonObject args = new JsonObject().put("valid", date).put("claims", token);
    return await(service.call("claim", RequestKey.fresh(uid), args));
  }

  private JsonObject makeUp(String date) {
    JsonObject args = new JsonObject().put("valid", date);
    return await(service.call("makeUp", RequestKey.fresh(uid), args));
  }

  private static JsonObject day(JsonObject display, String date) {
    return display.getJsonArray("month").stream()
        .map(JsonObject.class::cast)
        .filter(day -> day.getString("date").equals(date))
        .findFirst()
        .orElseThrow();
  }

  private static JsonArray multipliers(JsonObject payment) {
    return payment.getJsonArray("lines").getJsonObject(0).getJsonArray("multipliers");
  }

  private static JsonObject multiplier(String id) {
    return new JsonObject().put("id", id).put("factor", "3/2");
  }

  private static JsonObject item(String item, int count) {
    return new JsonObject().put("item", item).put("count", count);
  }
}
