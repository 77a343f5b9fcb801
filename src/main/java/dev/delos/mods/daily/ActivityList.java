package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;

/** The activities that there are, for operators. */
final class ActivityList {
  private final Activities activities;
  private final Clock clock;

  ActivityList(Activities activities, Clock clock) {
    this.activities = activities;
    this.clock = clock;
  }

  /** {@code {}} to {@code {activities: [{activity, title, valid, today, endOfToday}]}}. */
  Future<JsonObject> show(JsonObject args) {
    return activities
        .all()
        .compose(all -> Future.all(all.stream().map(this::show).toList()))
        .map(all -> new JsonObject().put("activities", new JsonArray(all.<JsonObject>list())));
  }

  private Future<JsonObject> show(Activity activity) {
    return activity.plans().rules().map(valid -> toJson(activity.name(), valid, clock.instant()));
  }

  private static JsonObject toJson(String activity, SignInRules rules, Instant now) {
    JsonObject json = new JsonObject().put("activity", activity);
    rules
        .timeline()
        .at(now)
        .ifPresentOrElse(
            valid -> json.put("title", valid.plan().title().toJson()).put("valid", valid.id()),
            () -> json.putNull("title").putNull("valid"));
    return json.put("today", rules.timeline().dayAt(now).toString())
        .put("endOfToday", rules.timeline().endOfDayAt(now).toString());
  }
}
