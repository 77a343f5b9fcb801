package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Claims that are paid by stored plans, on a real PostgreSQL. */
class PlanClaimsTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private final DailyDatabase daily = DATABASE.emptied();

  /** A Tuesday. */
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");

  private final FakeService service = FakeService.start(Samples.config(), clock, daily);
  private final String uid = Players.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void withoutAPlanTheSettingsPayAsVersionZero() {
    assertThat(claim(service).getJsonObject("reward")).isEqualTo(Samples.COINS.toJson());

    assertThat(rows("version = 0 AND made_up = false AND payment IS NULL AND counted = 1"))
        .isEqualTo(1);
    assertThat(daily.count("SELECT count(*) FROM daily.progress WHERE revision = 1")).isEqualTo(1);
  }

  @Test
  void aServiceThatHasNotHeardOfAVersionDoesNotPayByAnOlderOne() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-24T11:59:59Z");

    assertThat(claim(service).getJsonObject("reward")).isEqualTo(PlanSamples.reward("coin", 7));

    assertThat(rows("version = 1")).isEqualTo(1);
  }

  @Test
  void aVersionThatIsToComeIsNotPaidByYet() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-24T12:00:00.000001Z");

    assertThat(claim(service).getJsonObject("reward")).isEqualTo(Samples.COINS.toJson());
  }

  @Test
  void aPaymentReadsTheSameHoweverItIsKept() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-01T00:00:00Z");
    JsonObject last = new JsonObject();
    for (int i = 0; i < 3; i++) {
      last = claim(service);
      clock.advance(Duration.ofDays(1));
    }

    JsonArray claims =
        await(service.call("query", new JsonObject().put("uid", uid).put("week", "2026-11-24")))
            .getJsonArray("claims");
    JsonObject reward = PlanSamples.reward("coin", 7);
    JsonArray items = reward.getJsonArray("items");
    assertThat(claims.getJsonObject(1).getJsonObject("payment"))
        .isEqualTo(
            new JsonObject()
                .put("version", 1)
                .put("day", "2026-11-25")
                .put("madeUp", false)
                .put("count", 2)
                .put(
                    "lines",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("why", "DAY")
                                .put("reward", reward)
                                .put("items", items)))
                .put("items", items));
    assertThat(claims.getJsonObject(2).getJsonObject("payment"))
        .isEqualTo(last.getJsonObject("payment"));
    assertThat(rows("payment IS NULL")).isEqualTo(2);
  }

  @Test
  void aMilestoneIsPaidWithTheDayThatReachesIt() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-01T00:00:00Z");
    List<JsonObject> rewards = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rewards.add(claim(service).getJsonObject("reward"));
      clock.advance(Duration.ofDays(1));
    }

    assertThat(rewards.get(1)).isEqualTo(PlanSamples.reward("coin", 7));
    assertThat(rewards.get(2).getJsonArray("items"))
        .containsExactly(
            new JsonObject().put("item", "coin").put("count", 7),
            new JsonObject().put("item", "gem").put("count", 1));
    assertThat(rewards.get(3)).isEqualTo(PlanSamples.reward("coin", 7));
    assertThat(rows("payment -> 'lines' -> 1 ->> 'why' = 'MILESTONE'")).isEqualTo(1);
  }

  @Test
  void signInsFromBeforeProgressWasKeptCount() {
    daily.execute(
        """
        INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id, grant_id,
          reward, expires_at)
        SELECT 'daily', '%s', day::date, day, gen_random_uuid(), gen_random_uuid(),
          '{"items": [], "icon": "coin", "shownCount": 1, "description": ""}', day
        FROM generate_series(timestamptz '2026-11-22', '2026-11-23', '1 day') day;
        UPDATE daily.progress_kept SET since = '2026-11-24'
        """
            .formatted(uid));
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-01T00:00:00Z");

    assertThat(claim(service).getJsonObject("reward").getJsonArray("items")).hasSize(2);
    assertThat(rows("payment ->> 'count' = '3'")).isEqualTo(1);
  }

  @Test
  void aDayThatAnOlderJarStoredWithoutProgressIsTaken() {
    daily.execute(
        """
        INSERT INTO daily.progress VALUES ('%1$s', 'daily', 1, '{"total": 0, "days": []}');
        INSERT INTO daily.sign_in (activity, uid, sign_date, claimed_at, request_id, grant_id,
          reward, expires_at)
        VALUES ('daily', '%1$s', '2026-11-24', now(), gen_random_uuid(), gen_random_uuid(),
          '{"items": [], "icon": "coin", "shownCount": 1, "description": ""}', now())
        """
            .formatted(uid));

    assertThat(claim(service))
        .isEqualTo(new JsonObject().put("code", "ALREADY_CLAIMED").put("activity", "daily"));
    assertThat(daily.count("SELECT revision FROM daily.progress")).isEqualTo(1);
  }

  @Test
  void whatPaidStaysWhenAnOlderVersionIsValidAgain() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-24T11:00:00Z");
    PlanSamples.activate(daily, 2, PlanSamples.coins(8), "2026-11-25T04:00:00Z");
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-26T04:00:00Z");
    for (int i = 0; i < 3; i++) {
      claim(service);
      clock.advance(Duration.ofDays(1));
    }

    assertThat(rows("version = 1")).isEqualTo(2);
    assertThat(rows("version = 2 AND reward -> 'items' -> 0 ->> 'count' = '8'")).isEqualTo(1);
    assertThat(daily.count("SELECT revision FROM daily.progress")).isEqualTo(3);
  }

  @Test
  void thePageShowsTheWeekOfThePlan() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-24T00:00:00Z");
    FakeService other = FakeService.start(Samples.config(), clock, daily);

    JsonObject display =
        await(other.call("look", RequestKey.fresh(uid), new JsonObject())).getJsonObject("display");

    assertThat(display.getJsonArray("weekly").stream().map(JsonObject.class::cast))
        .extracting(day -> day.getString("state") + " " + day.getString("description"))
        .containsExactly(
            "expired 100 coins",
            "claimable 7 coin",
            "toCome 7 coin",
            "toCome 7 coin",
            "toCome 7 coin",
            "toCome 7 coin",
            "toCome 7 coin");
  }

  @Test
  void ofManyRequestsForTheSamePlayersThroughTwoServicesEachPlayerIsPaidOnce() {
    PlanSamples.activate(daily, 1, PlanSamples.coins(7), "2026-11-01T00:00:00Z");
    FakeService other = FakeService.start(Samples.config(), clock, daily);
    List<String> players = Stream.generate(Players::fresh).limit(50).toList();
    List<Future<JsonObject>> claims = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      RequestKey key = RequestKey.fresh(players.get(i * 7 % 50));
      claims.add((i % 2 == 0 ? service : other).call("claim", key, today()));
    }

    List<JsonObject> replies = await(Future.join(claims).map(done -> done.<JsonObject>list()));

    assertThat(replies).filteredOn(reply -> reply.getString("code").equals("CLAIMED")).hasSize(50);
    assertThat(daily.count("SELECT count(*) FROM daily.sign_in")).isEqualTo(50);
    assertThat(daily.count("SELECT sum(revision)::bigint FROM daily.progress")).isEqualTo(50);
  }

  private JsonObject claim(FakeService by) {
    return await(by.call("claim", RequestKey.fresh(uid), today()));
  }

  private JsonObject today() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
    return new JsonObject().put("valid", today.toString());
  }

  private long rows(String condition) {
    return daily.count("SELECT count(*) FROM daily.sign_in WHERE " + condition);
  }
}
