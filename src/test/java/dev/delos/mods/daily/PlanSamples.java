package dev.delos.mods.daily;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Plans for tests, and ways to have them valid at once. */
final class PlanSamples {
  private PlanSamples() {}

  /** So many coins each day, in UTC, reset at four; a gem for each third sign-in in all. */
  static JsonObject coins(int count) {
    JsonArray milestones =
        new JsonArray()
            .add(new JsonObject().put("at", 3).put("every", 3).put("reward", reward("gem", 1)));
    return new JsonObject()
        .put("title", "A test")
        .put("zone", "UTC")
        .put("resetHour", 4)
        .put("mailboxDays", 30)
        .put("calendar", new JsonObject().put("cycle", new JsonArray().add(reward("coin", count))))
        .put("milestones", milestones);
  }

  static JsonObject reward(String item, int count) {
    return new JsonObject()
        .put("items", new JsonArray().add(new JsonObject().put("item", item).put("count", count)))
        .put("icon", item)
        .put("shownCount", count)
        .put("description", count + " " + item);
  }

  /** Stores a plan as its version, valid since that instant, whatever time it is. */
  static void activate(DailyDatabase daily, long version, JsonObject plan, String at) {
    activate(daily, Activity.DAILY, version, plan, at);
  }

  static void activate(
      DailyDatabase daily, String activity, long version, JsonObject plan, String at) {
    daily.execute(
        """
        INSERT INTO daily.plan_version (activity, version, document, reason)
        VALUES ('%4$s', %1$d, '%2$s', 'a test') ON CONFLICT DO NOTHING;
        INSERT INTO daily.activation (activity, number, version, at, reason)
        SELECT '%4$s', coalesce(max(number), 0) + 1, %1$d, '%3$s', 'a test'
        FROM daily.activation WHERE activity = '%4$s'
        """
            .formatted(version, plan.encode(), at, activity));
  }

  static JsonObject order(String key, Object value) {
    return new JsonObject().put(key, value).put("reason", "a test " + UUID.randomUUID());
  }
}
