package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The RPC methods as callers see them, on a real PostgreSQL. */
class DailyServiceSystemTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  /** A Tuesday. */
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");

  private final FakeService service = FakeService.start(Samples.config(), clock, DATABASE);
  private final String uid = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void lookShowsTheWholePage() {
    JsonObject found = look();
    JsonArray month = (JsonArray) found.getJsonObject("display").remove("month");
    assertThat(month).hasSize(30);
    assertThat(month.getJsonObject(23))
        .isEqualTo(found.getJsonObject("display").getJsonArray("weekly").getJsonObject(1));
    assertThat(found)
        .isEqualTo(
            new JsonObject(
                """
                {"undelivered": [], "display": {
                  "activity": "daily", "title": {"en": "Daily sign-in", "zh": "每日签到"},
                  "activities": [{"activity": "daily", "state": "claimable",
                    "title": {"en": "Daily sign-in", "zh": "每日签到"}}],
                  "counting": "TOTAL", "count": 0, "titles": {},
                  "valid": "2026-11-24", "weekday": 2, "recv": [], "inventory": [],
                  "bag": {"slots": 36, "used": 0},
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

  private static JsonObject reply(String code) {
    return new JsonObject().put("code", code).put("activity", "daily");
  }

  @Test
  void aClaimIsAnsweredWithItsRewardAndWaitsForItsDelivery() {
    assertThat(claim("2026-11-24"))
        .isEqualTo(reply("CLAIMED").put("reward", Samples.COINS.toJson()));

    JsonObject found = look();
    assertThat(found.getJsonArray("undelivered"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("grantId", grantId().toString())
                        .put("valid", "2026-11-24")
                        .put("reward", Samples.COINS.toJson())
                        .put("expiresAt", "2026-12-24T12:00:00Z")));
    assertThat(found.getJsonObject("display").getJsonArray("recv")).containsExactly("2026-11-24");
    assertThat(state(found, 2)).isEqualTo("claimed");
  }

  @Test
  void aSecondClaimIsToldSo() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    assertThat(claim("2026-11-24")).isEqualTo(reply("ALREADY_CLAIMED"));
    assertThat(look().getJsonArray("undelivered")).hasSize(1);
  }

  @Test
  void aRepeatIsAnsweredAsTheFirstTimeWhoeverAnswers() {
    RequestKey key = RequestKey.fresh(uid);
    JsonObject first = claim(key, "2026-11-24");
    assertThat(first.getString("code")).isEqualTo("CLAIMED");

    assertThat(claim(key, "2026-11-24")).isEqualTo(first);
    FakeService other = FakeService.start(Samples.config(), clock, DATABASE);
    JsonObject args = new JsonObject().put("valid", "2026-11-24");
    assertThat(await(other.call("claim", key, args))).isEqualTo(first);
    assertThat(look().getJsonArray("undelivered")).hasSize(1);
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("ALREADY_CLAIMED");
  }

  @Test
  void aRepeatAfterTheResetIsStillClaimed() {
    RequestKey key = RequestKey.fresh(uid);
    JsonObject first = claim(key, "2026-11-24");
    clock.advance(Duration.ofDays(1));

    assertThat(claim(key, "2026-11-24")).isEqualTo(first);
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("NOT_TODAY");
  }

  @Test
  void aRequestIdOfAnotherPlayerIsNoClaimOfThisOne() {
    UUID id = UUID.randomUUID();
    String other = Players.fresh();
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    assertThat(claim(new RequestKey(other, id), "2026-11-24").getString("code"))
        .isEqualTo("CLAIMED");
    assertThat(claim(new RequestKey(uid, id), "2026-11-24").getString("code"))
        .isEqualTo("ALREADY_CLAIMED");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-23", "2026-11-25", "1999-01-01"})
  void anotherDayIsNotToday(String valid) {
    assertThat(claim(valid)).isEqualTo(reply("NOT_TODAY"));

    JsonObject found = look();
    assertThat(found.getJsonArray("undelivered")).isEmpty();
    assertThat(state(found, 2)).isEqualTo("claimable");
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
        new JsonObject(
            """
            {"code": "DELIVERED", "inventory": [{"item": "coin", "count": 100}],
             "bag": {"slots": 36, "used": 1}}
            """);

    assertThat(deliver()).isEqualTo(expected);
    assertThat(deliver()).isEqualTo(expected);
    assertThat(look().getJsonArray("undelivered")).isEmpty();
  }

  @Test
  void aClaimedDayShowsWhatItBroughtWhateverTheTableSaysNow() {
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");

    JsonObject empty = new JsonObject().put("from", "2026-01-05").put("rewards", new JsonObject());
    JsonObject reply =
        await(
            FakeService.start(Samples.config(empty), clock, DATABASE)
                .call("look", RequestKey.fresh(uid), new JsonObject()));

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
    assertThat(deliver()).isNotEmpty();
    JsonObject payment =
        new JsonObject(
            """
            {"version": 0, "day": "2026-11-24", "madeUp": false, "count": 1,
             "items": [{"item": "coin", "count": 100}],
             "lines": [{"why": "DAY", "items": [{"item": "coin", "count": 100}],
               "reward": {"items": [{"item": "coin", "count": 100}], "icon": "coin",
                 "shownCount": 100, "description": "100 coins"}}]}
            """);
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
                            .put("deliveredAt", "2026-11-24T12:00:01Z")
                            .put("payment", payment)));

    assertThat(call("query", uid())).isEqualTo(expected);
    assertThat(call("query", uid().put("week", "2026-11-29"))).isEqualTo(expected);
    assertThat(call("query", uid().put("week", "2026-11-30")).getJsonArray("claims")).isEmpty();
  }

  @Test
  void aCorrectionIsMadeOnceHoweverOftenItIsAskedFor() {
    RequestKey key = RequestKey.fresh(uid);
    JsonObject corrected =
        new JsonObject(
                """
                {"inventory": [{"item": "coin", "count": 1000}], "bag": {"slots": 36, "used": 2}}
                """)
            .put("uid", uid);

    assertThat(correct(key, "coin", 1000)).isEqualTo(corrected);
    assertThat(correct(key, "coin", 1000)).isEqualTo(corrected);
    assertThat(correct(RequestKey.fresh(uid), "coin", -999).getJsonArray("inventory"))
        .containsExactly(new JsonObject().put("item", "coin").put("count", 1));
  }

  @Test
  void moreThanThereIsIsNotTaken() {
    assertThat(correct(RequestKey.fresh(uid), "coin", 10)).isNotEmpty();

    assertThatThrownBy(() -> correct(RequestKey.fresh(uid), "coin", -11))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("count: found -11, but " + uid + " has less coin");
    assertThat(look().getJsonObject("display").getJsonArray("inventory"))
        .containsExactly(new JsonObject().put("item", "coin").put("count", 10));
  }

  @Test
  void monthsBeforeADateAreNamedAndThenDetached() {
    FakeService early =
        FakeService.start(Samples.config(), new SettableClock("2026-03-10T12:00:00Z"), DATABASE);
    JsonObject reply = await(early.call("claim", RequestKey.fresh(uid), valid("2026-03-10")));
    assertThat(reply.getString("code")).isEqualTo("CLAIMED");
    JsonObject before = new JsonObject().put("before", "2026-04-01");

    assertThat(call("detach", before.copy().put("dryRun", true)))
        .isEqualTo(new JsonObject("{\"wouldDetach\": [\"sign_in_2026_03\"]}"));
    assertThat(call("detach", before))
        .isEqualTo(new JsonObject("{\"detached\": [\"sign_in_2026_03\"]}"));
    assertThat(call("detach", before)).isEqualTo(new JsonObject("{\"detached\": []}"));
    assertThat(call("query", uid().put("week", "2026-03-10")).getJsonArray("claims")).isEmpty();
    assertThat(claim("2026-11-24").getString("code")).isEqualTo("CLAIMED");
  }

  @Test
  void daysWhoseRewardsMayStillWaitAreNotDetached() {
    // 30 days of mailbox and 3 for zones before 24 November.
    JsonObject late = new JsonObject().put("before", "2026-10-23").put("dryRun", true);
    JsonObject old = late.copy().put("before", "2026-10-22");

    assertThatThrownBy(() -> call("detach", late))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "before: found \"2026-10-23\", allowed: a date that is not after 2026-10-22");
    assertThat(call("detach", old).containsKey("wouldDetach")).isTrue();
  }

  @Test
  void thisWeekIsNeverDetached() {
    JsonObject args = new JsonObject().put("before", "2026-11-24").put("dryRun", true);

    assertThatThrownBy(() -> call("detach", args))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("before: found \"2026-11-24\", allowed: ");
  }

  private JsonObject claim(String valid) {
    return claim(RequestKey.fresh(uid), valid);
  }

  private JsonObject claim(RequestKey key, String valid) {
    return await(service.call("claim", key, valid(valid)));
  }

  private static JsonObject valid(String date) {
    return new JsonObject().put("valid", date);
  }

  private JsonObject look() {
    return await(service.call("look", RequestKey.fresh(uid), new JsonObject()));
  }

  private JsonObject deliver() {
    return await(service.call("deliver", new RequestKey(uid, grantId()), valid("2026-11-24")));
  }

  private JsonObject correct(RequestKey key, String item, int count) {
    JsonObject args =
        new JsonObject().put("item", item).put("count", count).put("reason", "a test");
    return await(service.call("correct", key, args));
  }

  private JsonObject call(String method, JsonObject args) {
    return await(service.call(method, args));
  }

  private JsonObject uid() {
    return new JsonObject().put("uid", uid);
  }

  private UUID grantId() {
    return Grant.id(Activity.DAILY, uid, LocalDate.parse("2026-11-24"));
  }

  private static JsonObject day(JsonObject reply, int weekday) {
    return reply.getJsonObject("display").getJsonArray("weekly").getJsonObject(weekday - 1);
  }

  private static String state(JsonObject reply, int weekday) {
    return day(reply, weekday).getString("state");
  }
}
