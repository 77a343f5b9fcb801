package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Makes what a player's page shows: the data of {@code DisplayDailyRewardEvent}. */
final class DailyDisplay {
  private final String activity;
  private final SignInRules rules;
  private final JsonObject token;
  private final Instant now;
  private final LocalDate today;
  private final Week week;
  private final YearMonth month;

  /**
   * Takes whose page it is, and when.
   *
   * @param token the claims of the player's token
   */
  DailyDisplay(String activity, SignInRules rules, JsonObject token, Instant now) {
    this.activity = activity;
    this.rules = rules;
    this.token = token;
    this.now = now;
    this.today = rules.timeline().dayAt(now);
    this.week = Week.of(today);
    this.month = YearMonth.from(today);
  }

  /** The first day that it shows: of this week or this month. */
  LocalDate first() {
    return week.monday().isBefore(month.atDay(1)) ? week.monday() : month.atDay(1);
  }

  LocalDate last() {
    return week.sunday().isAfter(month.atEndOfMonth()) ? week.sunday() : month.atEndOfMonth();
  }

  /**
   * Makes the page.
   *
   * @param claims from {@link #first} to {@link #last}
   * @param activities those that are open
   */
  JsonObject of(
      List<Claim> claims, Progress progress, Inventory inventory, List<JsonObject> activities) {
    Plan plan = rules.timeline().at(now).orElseThrow().plan();
    Standing standing = rules.standing(progress, now).orElseThrow();
    DisplayDays days =
        new DisplayDays(rules, token, now, claims, standing.offers())
            .make(first(), last(), progress);
    JsonObject display =
        new JsonObject()
            .put("activity", activity)
            .put("title", plan.title().toJson())
            .put("activities", new JsonArray(activities))
            .put("valid", today.toString())
            .put("weekday", today.getDayOfWeek().getValue())
            .put("weekly", new JsonArray(days.between(week.monday(), week.sunday())))
            .put("month", new JsonArray(days.between(month.atDay(1), month.atEndOfMonth())))
            .put("recv", new JsonArray(recv(claims)))
            .put("counting", plan.counting().name())
            .put("count", standing.count())
            .put("titles", days.titles())
            .put("zone", plan.zone().getId())
            .put("resetHour", plan.resetHour())
            .put("now", now.toEpochMilli())
            .put("nextReset", standing.endOfToday().toEpochMilli());
    standing
        .nextMilestone()
        .ifPresent(
            next -> display.put("nextMilestone", next.reward().toJson().put("at", next.at())));
    standing.makeUp().ifPresent(makeUp -> display.put("makeUp", makeUp(makeUp, inventory)));
    return inventory.writeTo(display);
  }

  /** The dates of this week that were signed in on. */
  private List<String> recv(List<Claim> claims) {
    return claims.stream()
        .map(Claim::date)
        .filter(date -> !date.isBefore(week.monday()) && !date.isAfter(week.sunday()))
        .map(LocalDate::toString)
        .toList();
  }

  private static JsonObject makeUp(Standing.NextMakeUp makeUp, Inventory inventory) {
    ItemCount cost = makeUp.cost();
    return new JsonObject()
        .put("item", cost.item())
        .put("cost", cost.count())
        .put("left", makeUp.left())
        .put("have", inventory.count(cost.item()));
  }
}
