package dev.delos.mods.daily;

import static dev.delos.mods.daily.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Versions become valid, and an older one again, while players sign in through two services. */
class ActivationUnderLoadTest {
  private static final DailyDatabase DAILY = new DailyDatabase();
  private static final int AT_ONCE = 32;

  /** What the database says of each row: that another version was valid at its time. */
  private static final String PAID_BY_ANOTHER =
      """
      SELECT count(*) FROM daily.sign_in s WHERE s.version IS DISTINCT FROM coalesce(
        (SELECT a.version FROM daily.activation a WHERE a.at <= s.claimed_at
          ORDER BY a.number DESC LIMIT 1), 0)
      """;

  private static final String PAID_OTHERWISE =
      """
      SELECT count(*) FROM daily.sign_in s
      WHERE reward -> 'items' -> 0 ->> 'count' <> (version + 1)::text
        OR daily.payment_of(s) ->> 'version' <> version::text
      """;

  @AfterAll
  static void close() {
    DAILY.close();
  }

  @Test
  void eachSignInIsPaidByTheOneVersionThatWasValidAtItsTime() throws Exception {
    JsonObject settings = Samples.config(everyDay());
    List<FakeService> services =
        List.of(
            FakeService.start(settings, Clock.systemUTC(), DAILY),
            FakeService.start(settings, Clock.systemUTC(), DAILY));
    FakeService first = services.get(0);
    for (int version = 1; version <= 2; version++) {
      JsonObject plan = PlanSamples.coins(version + 1);
      plan.remove("milestones");
      order(first, "plan.put", PlanSamples.order("plan", plan));
    }
    Instant begin = Instant.now().plus(PlanStore.LEAD).plusSeconds(2);
    activate(first, 1, begin);
    activate(first, 2, begin.plusSeconds(1));
    activate(first, 1, begin.plusSeconds(2));
    activate(first, 0, begin.plusSeconds(3));

    Instant end = begin.plusSeconds(5);
    List<Future<Integer>> players = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      players.add(claimUntil(end, services.get(i % 2)));
    }
    int claimed =
        await(Future.all(players).map(done -> done.<Integer>list())).stream()
            .mapToInt(Integer::intValue)
            .sum();

    System.out.println(claimed + " sign-ins across four activations");
    assertThat(DAILY.count("SELECT count(*) FROM daily.sign_in")).isEqualTo(claimed);
    assertThat(DAILY.count("SELECT count(DISTINCT version) FROM daily.sign_in")).isEqualTo(3);
    assertThat(DAILY.count(PAID_BY_ANOTHER)).isZero();
    assertThat(DAILY.count(PAID_OTHERWISE)).isZero();
  }

  private static void activate(FakeService service, long version, Instant at) {
    order(service, "plan.activate", PlanSamples.order("version", version).put("at", at.toString()));
  }

  private static JsonObject order(FakeService service, String method, JsonObject args) {
    return await(service.call(method, RequestKey.fresh("daily"), args));
  }

  /** A coin on every day of the week. */
  private static JsonObject everyDay() {
    JsonObject rewards = new JsonObject();
    for (int weekday = 1; weekday <= 7; weekday++) {
      rewards.put(String.valueOf(weekday), PlanSamples.reward("coin", 1));
    }
    return new JsonObject().put("from", "2020-01-06").put("rewards", rewards);
  }

  /** One player after another; brings how many. */
  private static Future<Integer> claimUntil(Instant end, FakeService service) {
    Promise<Integer> all = Promise.promise();
    claimUntil(end, service, 0, all);
    return all.future();
  }

  private static void claimUntil(
      Instant end, FakeService service, int claimed, Promise<Integer> all) {
    if (Instant.now().isAfter(end)) {
      all.complete(claimed);
      return;
    }
    LocalDate today = LocalDate.ofInstant(Instant.now().minus(Duration.ofHours(4)), ZoneOffset.UTC);
    JsonObject args = new JsonObject().put("valid", today.toString());
    service
        .call("claim", RequestKey.fresh(Players.fresh()), args)
        .onFailure(all::tryFail)
        .onSuccess(
            reply -> {
              if (reply.getString("code").equals("CLAIMED")) {
                claimUntil(end, service, claimed + 1, all);
              } else {
                all.tryFail(reply.encode());
              }
            });
  }
}
