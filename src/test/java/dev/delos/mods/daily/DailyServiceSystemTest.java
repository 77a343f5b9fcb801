package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The RPC methods as callers see them, on a real PostgreSQL. */
class DailyServiceSystemTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  /** A Tuesday. */
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");

  private final FakeService service =
      FakeService.start(Samples.config(), clock, DATABASE.database());
  private final String uid = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void lookShowsTheWholePage() {
    assertThat(call("look", args()))
        .isEqualTo(
            new JsonObject(
                """
                {"undelivered": [], "display": {
                  "valid": "2026-11-24", "weekday": 2, "recv": [], "inventory": [],
                  "zone": "UTC", "resetHour": 4,
                  "now": 1795521600000, "nextReset": 1795579200000,
                  "weekly": [
                    {"weekday": 1, "date": "2026-11-23", "state": "expired",
                     "items": [{"item": "coin", "count": 100}],
                     "icon": "coin", "shownCount": 100, "description": "100 coins"},
                    {"weekday": 2, "date": "2026-11-24", "state": "claimable",
                     "items": [{"item": "coin", "count": 100}],
                     "icon": "coin", "shownCount": 100, "description": "100 coins"},
                    {"weekday": 3, "date": "2026-11-25", "state": "nothing"},
                    {"weekday": 4, "date": "2026-11-26", "state": "toCome",
                     "items": [{"item": "coin", "count": 100}],
                     "icon": "coin", "shownCount": 100, "description": "100 coins"},
                    {"weekday": 5, "date": "2026-11-27", "state": "toCome",
                     "items": [{"item": "coin", "count": 100}],
                     "icon": "coin", "shownCount": 100, "description": "100 coins"},
                    {"weekday": 6, "date": "2026-11-28", "state": "toCome",
                     "items": [{"item": "coin", "count": 100}],
                     "icon": "coin", "shownCount": 100, "description": "100 coins"},
                    {"weekday": 7, "date": "2026-11-29", "state": "toCome",
                     "items": [{"item": "gem", "count": 5}, {"item": "coin", "count": 300}],
                     "icon": "chest", "shownCount": 1, "description": "A chest"}]}}
                """));
  }

  @Test
  void aClaimIsAnsweredWithItsRewardItsGrantAndThePage() {
    JsonObject reply = claim("2026-11-24");

    assertThat(reply.getString("code")).isEqualTo("CLAIMED");
    assertThat(reply.getJsonObject("reward")).isEqualTo(Samples.COINS.toJson());
    assertThat(reply.getJsonArray("undelivered"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("grantId", grantId())
                        .put("valid", "2026-11-24")
                        .put("reward", Samples.COINS.toJson())));
    assertThat(reply.getJsonObject("display").getJsonArray("recv")).containsExactly("2026-11-24");
    assertThat(state(reply, 2)).isEqualTo("claimed");
  }

  @Test
  void aSecondClaimIsToldSo() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    JsonObject reply = claim("2026-11-24");
    assertThat(reply.getString("code")).isEqualTo("ALREADY_CLAIMED");
    assertThat(reply.containsKey("reward")).isFalse();
    assertThat(reply.getJsonArray("undelivered")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-23", "2026-11-25", "1999-01-01"})
  void anotherDayIsNotToday(String valid) {
    JsonObject reply = claim(valid);

    assertThat(reply.getString("code")).isEqualTo("NOT_TODAY");
    assertThat(reply.getJsonArray("undelivered")).isEmpty();
    assertThat(state(reply, 2)).isEqualTo("claimable");
  }

  @Test
  void aDayWithoutARewardBringsNothing() {
    clock.advance(Duration.ofDays(1));

    assertThat(claim("2026-11-25").getString("code")).isEqualTo("NOTHING_TODAY");
  }

  @Test
  void theDayIsThatOfTheServicesClock() {
    clock.advance(Duration.ofHours(15));
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    clock.advance(Duration.ofHours(1));
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("NOT_TODAY");
  }

  @Test
  void aDeliveryIsAnsweredWithTheInventoryAndMayBeRepeated() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");
    JsonObject expected =
        new JsonObject("{\"delivered\":true,\"inventory\":[{\"item\":\"coin\",\"count\":100}]}");

    assertThat(call("deliver", args().put("grantId", grantId()))).isEqualTo(expected);
    assertThat(call("deliver", args().put("grantId", grantId()))).isEqualTo(expected);
    assertThat(call("look", args()).getJsonArray("undelivered")).isEmpty();
  }

  @Test
  void aClaimedDayShowsWhatItBroughtWhateverTheTableSaysNow() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    JsonObject empty = new JsonObject().put("from", "2026-01-05").put("rewards", new JsonObject());
    JsonObject reply =
        await(
            FakeService.start(Samples.config(empty), clock, DATABASE.database())
                .call("look", args()));

    assertThat(day(reply, 2))
        .isEqualTo(
            Samples.COINS
                .toJson()
                .put("weekday", 2)
                .put("date", "2026-11-24")
                .put("state", "claimed"));
    assertThat(state(reply, 1)).isEqualTo("nothing");
  }

  @Test
  void anOperatorSeesTheClaimsOfAWeek() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");
    clock.advance(Duration.ofSeconds(1));
    assertThat(call("deliver", args().put("grantId", grantId()))).isNotEmpty();
    JsonObject expected =
        new JsonObject()
            .put("uid", uid)
            .put("week", "2026-11-23")
            .put(
                "claims",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("date", "2026-11-24")
                            .put("claimedAt", "2026-11-24T12:00:00Z")
                            .put("reward", Samples.COINS.toJson())
                            .put("deliveredAt", "2026-11-24T12:00:01Z")));

    assertThat(call("query", args())).isEqualTo(expected);
    assertThat(call("query", args().put("week", "2026-11-29"))).isEqualTo(expected);
    assertThat(call("query", args().put("week", "2026-11-30")).getJsonArray("claims")).isEmpty();
  }

  private JsonObject claim(String valid) {
    return call("claim", args().put("valid", valid));
  }

  private JsonObject call(String method, JsonObject args) {
    return new JsonObject(await(service.call(method, args)).encode());
  }

  private JsonObject args() {
    return new JsonObject().put("uid", uid);
  }

  private String grantId() {
    return Grant.id(DailyMod.ACTIVITY, uid, LocalDate.parse("2026-11-24")).toString();
  }

  private static JsonObject day(JsonObject reply, int weekday) {
    return reply.getJsonObject("display").getJsonArray("weekly").getJsonObject(weekday - 1);
  }

  private static String state(JsonObject reply, int weekday) {
    return day(reply, weekday).getString("state");
  }
}
