package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Plan;
import dev.delos.mods.daily.rules.PlanDifference;
import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.mods.daily.rules.Preview;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Version;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What operators do with plans, on the side of the service. */
final class PlanCommands {
  private static final int PREVIEW_DAYS = 31;

  private final Activities activities;
  private final Clock clock;

  PlanCommands(Activities activities, Clock clock) {
    this.activities = activities;
    this.clock = clock;
  }

  private Activity activity(JsonObject args) {
    return activities.named(Arguments.activity(args));
  }

  /** {@code {activity?, plan, reason}} to {@code {activity, version}}: stores a new version. */
  Future<JsonObject> put(SqlConnection transaction, JsonObject args) {
    Activity activity = activity(args);
    Author author = Author.of(args);
    return activity
        .store()
        .put(transaction, Arguments.object(args, "plan"), author)
        .map(version -> entity(activity).put("version", version));
  }

  /**
   * {@code {activity?, version, at or day, reason}} to {@code {activity, number, version, at}}: the
   * version is valid from that instant, or from the begin of that sign-in day on.
   */
  Future<JsonObject> activate(SqlConnection transaction, JsonObject args) {
    return activities
        .withRoom(Arguments.activity(args))
        .compose(activity -> activate(activity, transaction, args));
  }

  private Future<JsonObject> activate(
      Activity activity, SqlConnection transaction, JsonObject args) {
    long version = Arguments.version(args);
    Author author = Author.of(args);
    return instant(activity, args)
        .compose(
            at ->
                activity
                    .store()
                    .activate(transaction, version, at, author, activity.plans()::before)
                    .map(
                        number ->
                            entity(activity)
                                .put("number", number)
                                .put("version", version)
                                .put("at", at.toString())));
  }

  private Future<Instant> instant(Activity activity, JsonObject args) {
    if (args.getValue("day") == null) {
      return Future.succeededFuture(Arguments.instant(args, "at"));
    }
    if (args.getValue("at") != null) {
      throw Arguments.refused(args, "at", "either an instant or a day, not both");
    }
    LocalDate day = Arguments.date(args, "day");
    return document(activity, args)
        .compose(plan -> activity.plans().begin(day, plan))
        .map(
            begin ->
                begin.orElseThrow(
                    () -> Arguments.refused(args, "day", "a day that the calendar has")));
  }

  /** {@code {activity?}} to {@code {activity, valid, today, versions, activations}}. */
  Future<JsonObject> list(JsonObject args) {
    Activity activity = activity(args);
    return activity
        .plans()
        .read()
        .compose(rules -> activity.store().list().map(list -> withValid(list, rules)));
  }

  private JsonObject withValid(JsonObject list, SignInRules rules) {
    Instant now = clock.instant();
    Version valid = rules.timeline().at(now).orElseThrow();
    return list.put("valid", valid.id())
        .put("today", rules.timeline().dayAt(now).toString())
        .put("endOfToday", rules.timeline().endOfDayAt(now).toString());
  }

  /** {@code {activity?, version}} to {@code {activity, version, plan}}. */
  Future<JsonObject> show(JsonObject args) {
    Activity activity = activity(args);
    return document(activity, args)
        .map(
            document ->
                entity(activity).put("version", Arguments.version(args)).put("plan", document));
  }

  private static Future<JsonObject> document(Activity activity, JsonObject args) {
    long version = Arguments.version(args);
    return activity
        .store()
        .documents(List.of(version))
        .map(
            found -> {
              if (version == 0 && found.isEmpty()) {
                return activity.plans().settings();
              }
              if (found.isEmpty()) {
                throw Arguments.refused(args, "version", "one that was stored");
              }
              return Objects.requireNonNull(found.get(version));
            });
  }

  /**
   * {@code {activity?, version or plan, from?, days?, claims?}} to {@code {activity, days}}: what
   * the plan would pay to a new player who signs in on each of these days.
   */
  Future<JsonObject> preview(JsonObject args) {
    Activity activity = activity(args);
    int days = Arguments.count(args, "days", PREVIEW_DAYS);
    JsonObject claims = Arguments.optionalObject(args, "claims");
    Future<JsonObject> document =
        args.getValue("plan") == null
            ? document(activity, args)
            : Future.succeededFuture(Arguments.object(args, "plan"));
    return document.map(
        plan -> entity(activity).put("days", preview(args, read(plan), days, claims)));
  }

  private static Plan read(JsonObject document) {
    try {
      return PlanDocument.read(document);
    } catch (IllegalArgumentException mistakes) {
      throw new InvalidRequestException(String.valueOf(mistakes.getMessage()));
    }
  }

  private JsonArray preview(JsonObject args, Plan plan, int days, JsonObject claims) {
    LocalDate from =
        Arguments.optionalDate(args, "from").orElseGet(() -> plan.dayAt(clock.instant()));
    return Preview.toJson(Preview.of(plan, from, from.plusDays(days - 1L), claims));
  }

  /**
   * {@code {activity?, from, to}}, each a version or a plan, to {@code {activity, differences}},
   * each with its {@code path}, {@code from} and {@code to}.
   */
  Future<JsonObject> diff(JsonObject args) {
    Activity activity = activity(args);
    return side(activity, args, "from")
        .compose(
            from ->
                side(activity, args, "to")
                    .map(to -> PlanDifference.toJson(PlanDifference.of(from, to)))
                    .map(found -> entity(activity).put("differences", found)));
  }

  private static Future<JsonObject> side(Activity activity, JsonObject args, String key) {
    if (args.getValue(key) instanceof JsonObject plan) {
      return Future.succeededFuture(plan);
    }
    JsonObject version = new JsonObject().put("version", args.getValue(key));
    return document(activity, version);
  }

  private static JsonObject entity(Activity activity) {
    return new JsonObject().put("activity", activity.name());
  }
}
