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

  private final String activity;
  private final PlanStore store;
  private final Plans plans;
  private final Clock clock;

  PlanCommands(String activity, PlanStore store, Plans plans, Clock clock) {
    this.activity = activity;
    this.store = store;
    this.plans = plans;
    this.clock = clock;
  }

  /** {@code {plan, reason}} to {@code {activity, version}}: stores it as a new version. */
  Future<JsonObject> put(SqlConnection transaction, JsonObject args) {
    Author author = Author.of(args);
    return store
        .put(transaction, Arguments.object(args, "plan"), author)
        .map(version -> entity().put("version", version));
  }

  /**
   * {@code {version, at or day, reason}} to {@code {activity, number, version, at}}: the version is
   * valid from that instant, or from the begin of that sign-in day on.
   */
  Future<JsonObject> activate(SqlConnection transaction, JsonObject args) {
    long version = Arguments.version(args);
    Author author = Author.of(args);
    return instant(args)
        .compose(
            at ->
                store
                    .activate(transaction, version, at, author, plans.settings())
                    .map(
                        number ->
                            entity()
                                .put("number", number)
                                .put("version", version)
                                .put("at", at.toString())));
  }

  private Future<Instant> instant(JsonObject args) {
    if (args.getValue("day") == null) {
      return Future.succeededFuture(Arguments.instant(args, "at"));
    }
    if (args.getValue("at") != null) {
      throw Arguments.refused(args, "at", "either an instant or a day, not both");
    }
    LocalDate day = Arguments.date(args, "day");
    return plans
        .read()
        .map(
            rules ->
                rules
                    .timeline()
                    .begin(day)
                    .orElseThrow(
                        () -> Arguments.refused(args, "day", "a day that the calendar has")));
  }

  /** {@code {}} to {@code {activity, valid, today, versions, activations}}. */
  Future<JsonObject> list(JsonObject args) {
    return plans.read().compose(rules -> store.list().map(list -> withValid(list, rules)));
  }

  private JsonObject withValid(JsonObject list, SignInRules rules) {
    Instant now = clock.instant();
    Version valid = rules.timeline().at(now).orElseThrow();
    return list.put("valid", valid.id())
        .put("today", rules.timeline().dayAt(now).toString())
        .put("endOfToday", rules.timeline().endOfDayAt(now).toString());
  }

  /** {@code {version}} to {@code {activity, version, plan}}. */
  Future<JsonObject> show(JsonObject args) {
    long version = Arguments.version(args);
    return document(args, version)
        .map(document -> entity().put("version", version).put("plan", document));
  }

  private Future<JsonObject> document(JsonObject args, long version) {
    return store
        .documents(List.of(version))
        .map(
            found -> {
              if (version == 0 && found.isEmpty()) {
                return plans.settings();
              }
              if (found.isEmpty()) {
                throw Arguments.refused(args, "version", "one that was stored");
              }
              return Objects.requireNonNull(found.get(version));
            });
  }

  /**
   * {@code {version or plan, from?, days?, claims?}} to {@code {activity, days}}: what the plan
   * would pay to a new player who signs in on each of these days.
   */
  Future<JsonObject> preview(JsonObject args) {
    int days = Arguments.count(args, "days", PREVIEW_DAYS);
    JsonObject claims =
        args.getValue("claims") == null ? new JsonObject() : Arguments.object(args, "claims");
    Future<JsonObject> document =
        args.getValue("plan") == null
            ? document(args, Arguments.version(args))
            : Future.succeededFuture(Arguments.object(args, "plan"));
    return document.compose(plan -> preview(args, plan, days, claims));
  }

  private Future<JsonObject> preview(JsonObject args, JsonObject doc, int days, JsonObject claims) {
    Plan plan;
    try {
      plan = PlanDocument.read(doc);
    } catch (IllegalArgumentException mistakes) {
      return Future.failedFuture(
          new InvalidRequestException(String.valueOf(mistakes.getMessage())));
    }
    return plans
        .rules()
        .map(rules -> rules.timeline().dayAt(clock.instant()))
        .map(
            today -> {
              LocalDate from = Arguments.optionalDate(args, "from").orElse(today);
              JsonArray found =
                  Preview.toJson(Preview.of(plan, from, from.plusDays(days - 1L), claims));
              return entity().put("days", found);
            });
  }

  /**
   * {@code {from, to}}, each a version or a plan, to {@code {activity, differences}}, each with its
   * {@code path}, {@code from} and {@code to}.
   */
  Future<JsonObject> diff(JsonObject args) {
    return side(args, "from")
        .compose(
            from ->
                side(args, "to")
                    .map(to -> PlanDifference.toJson(PlanDifference.of(from, to)))
                    .map(found -> entity().put("differences", found)));
  }

  private Future<JsonObject> side(JsonObject args, String key) {
    if (args.getValue(key) instanceof JsonObject plan) {
      return Future.succeededFuture(plan);
    }
    JsonObject version = new JsonObject().put("version", args.getValue(key));
    return document(version, Arguments.version(version));
  }

  private JsonObject entity() {
    return new JsonObject().put("activity", activity);
  }
}
