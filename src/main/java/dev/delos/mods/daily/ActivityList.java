package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The activities that there are, for operators. */
final class ActivityList {
  private final List<String> activities;
  private final Function<String, Future<SignInRules>> rules;
  private final Clock clock;

  ActivityList(List<String> activities, Function<String, Future<SignInRules>> rules, Clock clock) {
    this.activities = List.copyOf(activities);
    this.rules = rules;
    this.clock = clock;
  }

  /** {@code {}} to {@code {activities: [{activity, title, valid, today, endOfToday}]}}. */
  Future<JsonObject> show(JsonObject args) {
    return Future.all(activities.stream().map(this::show).toList())
        .map(all -> new JsonObject().put("activities", new JsonArray(all.<JsonObject>list())));
  }

  private Future<JsonObject> show(String activity) {
    return rules.apply(activity).map(valid -> toJson(activity, valid, clock.instant()));
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
