package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days that are made up for tokens, on a real PostgreSQL. */
class MakeUpStoreTest {
  private static final DailyDatabase DATABASE = new DailyDatabase();

  private final DailyDatabase daily = DATABASE.emptied();
  private final SettableClock clock = new SettableClock("2026-11-24T12:00:00Z");
  private final FakeService service = FakeService.start(Samples.config(), clock, daily);
  private final String uid = Players.fresh();

  @BeforeEach
  void signInAndMissADay() {
    JsonObject makeUp =
        new JsonObject()
            .put("item", "token")
            .put("cost", new JsonArray().add(2))
            .put("perMonth", 5)
            .put("windowDays", 31);
    JsonObject plan = PlanSamples.coins(7).put("makeUp", makeUp).put("mailboxDays", 1);
    PlanSamples.activate(daily, 1, plan, "2026-11-01T00:00:00Z");
    await(service.call("claim", RequestKey.fresh(uid), day("2026-11-24")));
    clock.advance(Duration.ofDays(20));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void aDayIsMadeUpAndItsTokensAreTakenTogether() {
    give(5);
    RequestKey key = RequestKey.fresh(uid);

    JsonObject reply = makeUp(key);

    JsonObject cost = new JsonObject().put("item", "token").put("count", 2);
    assertThat(reply)
        .isEqualTo(
            new JsonObject()
                .put("code", "MADE_UP")
                .put("activity", "daily")
                .put("reward", PlanSamples.reward("coin", 7))
                .put("cost", cost));
    assertThat(tokens()).isEqualTo(3);
    assertThat(daily.count("SELECT count(*) FROM daily.sign_in WHERE made_up")).isEqualTo(1);
    assertThat(makeUp(key).getString("code")).isEqualTo("MADE_UP");
    assertThat(makeUp(RequestKey.fresh(uid)).getString("code")).isEqualTo("ALREADY_SIGNED_IN");
    assertThat(tokens()).isEqualTo(3);
  }

  @Test
  void withoutEnoughTokensNothingIsStored() {
    give(1);

    assertThat(makeUp(RequestKey.fresh(uid)).getString("code")).isEqualTo("NOT_ENOUGH");
    assertThat(tokens()).isEqualTo(1);
    assertThat(daily.count("SELECT count(*) FROM daily.sign_in")).isEqualTo(1);
    assertThat(daily.count("SELECT revision FROM daily.progress")).isEqualTo(1);
  }

  @Test
  void ofManyRequestsAtOnceOnePays() {
    give(5);
    FakeService other = FakeService.start(Samples.config(), clock, daily);
    List<Future<JsonObject>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FakeService by = i % 2 == 0 ? service : other;
      all.add(by.call("makeUp", RequestKey.fresh(uid), day("2026-11-30")));
    }
    List<JsonObject> replies = await(Future.join(all).map(done -> done.<JsonObject>list()));

    assertThat(replies).filteredOn(reply -> reply.getString("code").equals("MADE_UP")).hasSize(1);
    assertThat(tokens()).isEqualTo(3);
  }

  @Test
  void twoDaysMadeUpAtOnceAreBothPaidForAndCounted() {
    give(5);
    List<Future<JsonObject>> both =
        List.of(
            service.call("makeUp", RequestKey.fresh(uid), day("2026-11-29")),
            service.call("makeUp", RequestKey.fresh(uid), day("2026-11-30")),
            service.call("claim", RequestKey.fresh(uid), day("2026-12-14")));
    await(Future.join(both));

    assertThat(tokens()).isEqualTo(1);
    assertThat(daily.count("SELECT (state ->> 'total')::bigint FROM daily.progress")).isEqualTo(4);
    assertThat(daily.count("SELECT count(*) FROM daily.sign_in WHERE counted = 3")).isEqualTo(1);
  }

  @Test
  void itsRewardWaitsAsThoseOfOtherDays() {
    give(5);
    await(service.call("plan.put", RequestKey.fresh("daily"), order()));
    makeUp(RequestKey.fresh(uid));

    JsonObject page = await(service.call("look", RequestKey.fresh(uid), new JsonObject()));

    assertThat(page.getJsonArray("undelivered").getJsonObject(0).getString("valid"))
        .isEqualTo("2026-11-30");
  }

  /** The plan that is valid was not stored by the command, which keeps how long rewards wait. */
  private static JsonObject order() {
    JsonObject makeUp =
        new JsonObject()
            .put("item", "token")
            .put("cost", new JsonArray().add(2))
            .put("perMonth", 5)
            .put("windowDays", 31);
    return PlanSamples.order("plan", PlanSamples.coins(7).put("makeUp", makeUp));
  }

  private void give(int count) {
    JsonObject args =
        new JsonObject().put("item", "token").put("count", count).put("reason", "a test");
    await(service.call("correct", RequestKey.fresh(uid), args));
  }

  private JsonObject makeUp(RequestKey key) {
    return await(service.call("makeUp", key, day("2026-11-30")));
  }

  private static JsonObject day(String date) {
    return new JsonObject().put("valid", date);
  }

  private long tokens() {
    return daily.count("SELECT count FROM daily.inventory WHERE item = 'token'");
  }
}
