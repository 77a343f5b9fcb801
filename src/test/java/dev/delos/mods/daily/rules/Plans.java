package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plans for tests. */
final class Plans {
  private Plans() {}

  /** A plan in UTC, reset at four: a cycle of two rewards. */
  static JsonObject plan() {
    return new JsonObject()
        .put("title", "Sign-in")
        .put("zone", "UTC")
        .put("resetHour", 4)
        .put("mailboxDays", 30)
        .put("calendar", cycle(reward("coin", 100), reward("gem", 1)));
  }

  static Plan withClock(Plan plan, DayClock clock) {
    return new Plan(
        plan.title(),
        clock,
        plan.mailboxTime(),
        plan.open(),
        plan.calendar(),
        plan.counting(),
        plan.milestones(),
        plan.events(),
        plan.multipliers(),
        plan.combination(),
        plan.makeUp());
  }

  static JsonObject plan(String zone, int resetHour) {
    return plan().put("zone", zone).put("resetHour", resetHour);
  }

  static JsonObject cycle(JsonObject... rewards) {
    return new JsonObject().put("cycle", new JsonArray(List.of(rewards)));
  }

  static JsonObject reward(String item, int count) {
    return new JsonObject()
        .put("items", new JsonArray().add(item(item, count)))
        .put("icon", item)
        .put("shownCount", count)
        .put("description", count + " of " + item);
  }

  static JsonObject item(String item, int count) {
    return new JsonObject().put("item", item).put("count", count);
  }

  static JsonObject progress(String mode, String period) {
    return new JsonObject().put("mode", mode).put("period", period);
  }

  static JsonObject milestone(int at, String item) {
    return new JsonObject().put("at", at).put("reward", reward(item, 1));
  }

  /** A timeline of plans, each from an instant. */
  static Timeline timeline(Object... instantsAndPlans) {
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < instantsAndPlans.length; i += 2) {
      versions.add(
          new Version(
              i / 2 + 1,
              Instant.parse((String) instantsAndPlans[i]),
              PlanDocument.read((JsonObject) instantsAndPlans[i + 1])));
    }
    return new Timeline(versions);
  }
}
