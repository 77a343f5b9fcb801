package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RequestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What operators do with plans, on a real PostgreSQL. */
class PlanCommandsTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private final DailyDatabase daily = DATABASE.emptied();
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");
  private final FakeService service = FakeService.start(Samples.config(), clock, daily);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aPlanIsStoredAsTheNextVersion() {
    assertThat(put(PlanSamples.coins(7))).isEqualTo(1);
    assertThat(put(PlanSamples.coins(8))).isEqualTo(2);

    JsonObject shown = await(service.call("plan.show", new JsonObject().put("version", 2)));
    assertThat(shown.getJsonObject("plan")).isEqualTo(PlanSamples.coins(8));
  }

  @Test
  void aRepeatStoresNothingMore() {
    RequestKey key = RequestKey.fresh("daily");
    JsonObject args = PlanSamples.order("plan", PlanSamples.coins(7));

    assertThat(await(service.call("plan.put", key, args)))
        .isEqualTo(await(service.call("plan.put", key, args)));
    assertThat(versions()).isEqualTo(1);
  }

  @Test
  void aFaultyPlanIsRefusedWithAllOfItsMistakes() {
    JsonObject plan = PlanSamples.coins(7).put("zone", "Europe/Berlim").put("resetHour", 24);
    plan.getJsonArray("milestones").getJsonObject(0).put("at", "seven");

    assertThatThrownBy(() -> put(plan))
        .hasRootCauseInstanceOf(InvalidRequestException.class)
        .rootCause()
        .hasMessageContaining("zone: found \"Europe/Berlim\"")
        .hasMessageContaining("resetHour: found 24")
        .hasMessageContaining("milestones[0].at: found \"seven\"");
    assertThat(versions()).isZero();
  }

  @Test
  void aVersionIsActivatedAndAnOlderOneAgain() {
    put(PlanSamples.coins(7));
    put(PlanSamples.coins(8));
    Instant at = inSeconds(60);

    assertThat(activate("plan.activate", 1, at))
        .isEqualTo(
            new JsonObject()
                .put("activity", "daily")
                .put("number", 1)
                .put("version", 1)
                .put("at", at.toString()));
    activate("plan.activate", 2, at.plusSeconds(1));
    assertThat(activate("plan.activate", 1, at.plusSeconds(1)).getInteger("number")).isEqualTo(3);

    JsonArray activations =
        await(service.call("plan.list", new JsonObject())).getJsonArray("activations");
    assertThat(activations.stream().map(JsonObject.class::cast))
        .extracting(row -> row.getInteger("version"))
        .containsExactly(1, 2, 1);
  }

  @Test
  void anActivationIsRefusedWithLessThanTheLead() {
    put(PlanSamples.coins(7));

    assertThatThrownBy(() -> activate("plan.activate", 1, inSeconds(9)))
        .rootCause()
        .hasMessageContaining("10 s ahead");
    assertThat(activations()).isZero();
  }

  @Test
  void whatIsToComeKeepsNobodyFromRollingBackUntilThen() {
    put(PlanSamples.coins(7));
    put(PlanSamples.coins(8));
    Instant at = inSeconds(600);
    activate("plan.activate", 2, at);
    activate("plan.activate", 1, at.minusSeconds(500));

    assertThat(validAt(at.minusSeconds(501))).isZero();
    assertThat(validAt(at.minusSeconds(500))).isEqualTo(1);
    assertThat(validAt(at.minusSeconds(1))).isEqualTo(1);
    assertThat(validAt(at)).isEqualTo(2);
  }

  /** By a service that reads all of it anew. */
  private long validAt(Instant now) {
    FakeService then =
        FakeService.start(Samples.config(), new SettableClock(now.toString()), daily);
    return await(then.call("plan.list", new JsonObject())).getLong("valid");
  }

  @Test
  void aVersionThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> activate("plan.activate", 5, inSeconds(60)))
        .rootCause()
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("version: found 5, allowed: one that was stored");
    assertThat(versions()).isZero();
  }

  @Test
  void aVersionIsActivatedFromTheBeginOfASignInDay() {
    put(PlanSamples.coins(7));

    JsonObject args = PlanSamples.order("version", 1).put("day", "2036-01-01");
    assertThat(order("plan.activate", args).getString("at")).isEqualTo("2036-01-01T04:00:00Z");
  }

  @Test
  void aDryRunTellsWhatIsThenDoneAndDoesNothing() {
    JsonObject plan = PlanSamples.order("plan", PlanSamples.coins(7));
    JsonObject dry = order("plan.put.dry", plan);
    assertThat(versions()).isZero();
    assertThat(order("plan.put", plan).put("dryRun", true)).isEqualTo(dry);

    JsonObject activation = PlanSamples.order("version", 1).put("at", inSeconds(60).toString());
    dry = order("plan.activate.dry", activation);
    assertThat(activations()).isZero();
    assertThat(order("plan.activate", activation).put("dryRun", true)).isEqualTo(dry);

    JsonObject early = PlanSamples.order("version", 1).put("at", inSeconds(1).toString());
    assertThatThrownBy(() -> order("plan.activate.dry", early))
        .hasRootCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void theFirstActivationKeepsWhatTheSettingsSaid() {
    put(PlanSamples.coins(7));
    activate("plan.activate", 1, inSeconds(600));
    JsonObject other = Samples.config().put("zone", "Asia/Shanghai");

    FakeService later = FakeService.start(other, clock, daily);

    JsonObject shown = await(later.call("plan.show", new JsonObject().put("version", 0)));
    assertThat(shown.getJsonObject("plan").getString("zone")).isEqualTo("UTC");
    assertThat(
            await(later.call("look", RequestKey.fresh(Players.fresh()), new JsonObject()))
                .getJsonObject("display")
                .getString("zone"))
        .isEqualTo("UTC");
  }

  @Test
  void storedVersionsAndActivationsCannotBeChanged() {
    put(PlanSamples.coins(7));
    activate("plan.activate", 1, inSeconds(600));

    for (String table : new String[] {"plan_version", "activation"}) {
      assertThatThrownBy(() -> daily.execute("DELETE FROM daily." + table))
          .hasStackTraceContaining("takes new rows only");
      assertThatThrownBy(() -> daily.execute("UPDATE daily." + table + " SET reason = ''"))
          .hasStackTraceContaining("takes new rows only");
    }
  }

  @Test
  void aPreviewShowsWhatEachDayWouldPay() {
    JsonObject args =
        new JsonObject().put("plan", PlanSamples.coins(7)).put("from", "2026-12-01").put("days", 3);

    JsonArray days = await(service.call("plan.preview", args)).getJsonArray("days");

    assertThat(days.stream().map(JsonObject.class::cast))
        .extracting(
            day ->
                day.getString("date") + day.getJsonObject("payment").getJsonArray("items").encode())
        .containsExactly(
            "2026-12-01[{\"item\":\"coin\",\"count\":7}]",
            "2026-12-02[{\"item\":\"coin\",\"count\":7}]",
            "2026-12-03[{\"item\":\"coin\",\"count\":7},{\"item\":\"gem\",\"count\":1}]");
  }

  @Test
  void twoVersionsOrAPlanAreCompared() {
    put(PlanSamples.coins(7));
    put(PlanSamples.coins(8));
    JsonObject difference =
        new JsonObject()
            .put("path", "calendar.cycle[0].items[item=coin].count")
            .put("from", 7)
            .put("to", 8);

    JsonObject versions = new JsonObject().put("from", 1).put("to", 2);
    JsonArray found = await(service.call("plan.diff", versions)).getJsonArray("differences");
    assertThat(found.getJsonObject(0)).isEqualTo(difference);
    JsonObject plan = new JsonObject().put("from", 1).put("to", PlanSamples.coins(8));
    assertThat(await(service.call("plan.diff", plan)).getJsonArray("differences")).isEqualTo(found);

    JsonObject unknown = new JsonObject().put("from", 1).put("to", 9);
    assertThatThrownBy(() -> await(service.call("plan.diff", unknown)))
        .rootCause()
        .hasMessage("version: found 9, allowed: one that was stored");
  }

  private long put(JsonObject plan) {
    return order("plan.put", PlanSamples.order("plan", plan)).getLong("version");
  }

  private JsonObject activate(String method, long version, Instant at) {
    return order(method, PlanSamples.order("version", version).put("at", at.toString()));
  }

  private JsonObject order(String method, JsonObject args) {
    return await(service.call(method, RequestKey.fresh("daily"), args));
  }

  private long versions() {
    return daily.count("SELECT count(*) FROM daily.plan_version");
  }

  private long activations() {
    return daily.count("SELECT count(*) FROM daily.activation");
  }

  /** By the database's clock, which is this machine's. */
  private static Instant inSeconds(long seconds) {
    return Instant.now().plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.MILLIS);
  }
}
