package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All that operators can see of a player. */
final class PlayerFile {
  private static final int MAX_GRANTS = 100;
  private static final int MAX_ENTRIES = 200;

  private final Database database;
  private final Function<String, Future<SignInRules>> rules;
  private final Clock clock;

  /** Whom, and which month of what. */
  private record Asked(String uid, String activity, YearMonth month) {}

  PlayerFile(Database database, Function<String, Future<SignInRules>> rules, Clock clock) {
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  /** {@code {uid, activity?, month?}} to what docs/OPERATORS.md says. */
  Future<JsonObject> show(JsonObject args) {
    String uid = Arguments.uid(args);
    String activity = Arguments.activity(args);
    Instant now = clock.instant();
    return rules
        .apply(activity)
        .compose(
            valid -> {
              LocalDate today = valid.timeline().dayAt(now);
              YearMonth month = Arguments.month(args, "month").orElse(YearMonth.from(today));
              return show(new Asked(uid, activity, month), valid, now);
            });
  }

  private Future<JsonObject> show(Asked asked, SignInRules valid, Instant now) {
    LocalDate today = valid.timeline().dayAt(now);
    Future<Stand> stand = new ProgressStore(database, asked.activity()).find(asked.uid());
    Future<List<JsonObject>> signIns =
        rows(
            OperatorSql.DAYS,
            Tuple.of(
                asked.activity(),
                asked.uid(),
                asked.month().atDay(1),
                asked.month().atEndOfMonth()),
            Set.of("deliveredAt"));
    Future<List<JsonObject>> grants =
        rows(OperatorSql.GRANTS, Tuple.of(asked.uid(), MAX_GRANTS), Set.of("deliveredAt"));
    Future<List<JsonObject>> ledger =
        rows(OperatorSql.LEDGER, Tuple.of(asked.uid(), MAX_ENTRIES), Set.of("operator", "version"));
    Future<List<JsonObject>> inventory = rows(SignInSql.INVENTORY, Tuple.of(asked.uid()), Set.of());
    return Future.all(stand, signIns, grants, ledger, inventory)
        .map(
            all -> {
              PlayerCalendar calendar = new PlayerCalendar(valid, stand.result().under(valid), now);
              return new JsonObject()
                  .put("uid", asked.uid())
                  .put("activity", asked.activity())
                  .put("today", today.toString())
                  .put("endOfToday", valid.timeline().endOfDayAt(now).toString())
                  .put("zone", calendar.zone())
                  .put("version", calendar.version())
                  .put("standing", calendar.standing())
                  .put("calendar", calendar.days(asked.month(), signIns.result()))
                  .put("grants", new JsonArray(grants.result()))
                  .put("ledger", new JsonArray(withMadeUp(ledger.result(), grants.result())))
                  .put("inventory", new JsonArray(inventory.result()));
            });
  }

  private Future<List<JsonObject>> rows(String sql, Tuple parameters, Set<String> nullable) {
    return database
        .queryIdempotent(sql, parameters)
        .map(rows -> SignInStore.list(rows, (Row row) -> RowJson.of(row, nullable)));
  }

  /** The entry of what a made-up day cost has another id than its grant. */
  private static List<JsonObject> withMadeUp(List<JsonObject> ledger, List<JsonObject> grants) {
    for (JsonObject grant : grants) {
      String entryId = MakeUps.entryId(grant.getString("grantId")).toString();
      ledger.stream()
          .filter(entry -> entry.getString("entryId").equals(entryId))
          .forEach(
              entry ->
                  entry
                      .put("activity", grant.getString("activity"))
                      .put("date", grant.getString("date")));
    }
    return ledger;
  }
}
