package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes what a player's page shows: the data of {@code DisplayDailyRewardEvent}. */
final class DailyDisplay {
  private final SignInRules rules;
  private final Instant now;
  private final LocalDate today;

  DailyDisplay(SignInRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
    this.today = rules.timeline().dayAt(now);
  }

  LocalDate monday() {
    return SignInCalendar.monday(today);
  }

  /**
   * Makes the page of the week that it is.
   *
   * @param claims of that week
   */
  JsonObject of(List<Claim> claims, Progress progress, Inventory inventory) {
    Plan plan = rules.timeline().at(now).orElseThrow().plan();
    JsonObject display =
        new JsonObject()
            .put("valid", today.toString())
            .put("weekday", today.getDayOfWeek().getValue())
            .put("weekly", weekly(claims, progress))
            .put(
                "recv",
                new JsonArray(claims.stream().map(claim -> claim.date().toString()).toList()))
            .put("zone", plan.zone().getId())
            .put("resetHour", plan.resetHour())
            .put("now", now.toEpochMilli())
            .put("nextReset", rules.timeline().endOfDayAt(now).toEpochMilli());
    return inventory.writeTo(display);
  }

  /** The days to come are shown as they will be for who signs in on each until then. */
  private JsonArray weekly(List<Claim> claims, Progress progress) {
    Map<LocalDate, Reward> claimed =
        claims.stream().collect(Collectors.toMap(Claim::date, Claim::reward));
    JsonArray week = new JsonArray();
    Progress then = progress;
    for (LocalDate day = monday(); week.size() < 7; day = day.plusDays(1)) {
      Reward received = claimed.get(day);
      Outcome expected = rules.expected(then, new JsonObject(), day, now);
      if (received != null) {
        week.add(shown(day, "claimed", received.toJson()));
      } else if (expected instanceof Outcome.SignedIn signedIn) {
        week.add(shown(day, state(day), signedIn.payment().reward().toJson()));
        then = day.isBefore(today) ? then : signedIn.next();
      } else {
        week.add(shown(day, "nothing", new JsonObject()));
      }
    }
    return week;
  }

  private static JsonObject shown(LocalDate day, String state, JsonObject reward) {
    return reward
        .put("weekday", day.getDayOfWeek().getValue())
        .put("date", day.toString())
        .put("state", state);
  }

  private String state(LocalDate day) {
    if (day.isEqual(today)) {
      return "claimable";
    }
    return day.isBefore(today) ? "expired" : "toCome";
  }
}
