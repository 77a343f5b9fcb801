package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Timeline;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Excuses days on which the network was down, so that streaks stand, and takes that back. Services
 * know it as soon as they know of a new version.
 */
final class Excuses {
  private final Function<String, Future<SignInRules>> rules;
  private final Clock clock;

  /** How a day is, and how it is to be. */
  private record Excuse(String activity, LocalDate day, boolean excused, Author author) {
    JsonObject reply(boolean wasExcused, long missed) {
      return new JsonObject()
          .put("activity", activity)
          .put("day", day.toString())
          .put("excused", excused)
          .put("wasExcused", wasExcused)
          .put("missed", missed);
    }
  }

  Excuses(Function<String, Future<SignInRules>> rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * {@code {activity?, day, excused?, reason}} to {@code {activity, day, excused, wasExcused,
   * missed}}: how many signed in on the day before, and not on that day.
   */
  Future<JsonObject> excuse(SqlConnection transaction, RequestKey key, JsonObject args) {
    Excuse excuse =
        new Excuse(
            Arguments.activity(args),
            Arguments.date(args, "day"),
            args.getValue("excused") == null || Arguments.flag(args, "excused"),
            Author.of(args));
    return rules
        .apply(excuse.activity())
        .compose(
            valid -> {
              checkDay(args, excuse.day(), valid);
              return store(transaction, excuse, dayBefore(excuse.day(), valid.timeline()));
            });
  }

  private void checkDay(JsonObject args, LocalDate day, SignInRules valid) {
    LocalDate first = valid.furthestBack(clock.instant());
    LocalDate today = valid.timeline().dayAt(clock.instant());
    if (day.isBefore(first) || day.isAfter(today)) {
      throw Arguments.refused(args, "day", "a day from " + first + " to today, " + today);
    }
    if (valid.timeline().begin(day).isEmpty()) {
      throw Arguments.refused(args, "day", "a day that the calendar has");
    }
  }

  /** A change of the clock may have left the date before it out. */
  private static LocalDate dayBefore(LocalDate day, Timeline timeline) {
    LocalDate before = day.minusDays(1);
    return timeline.begin(before).isEmpty() ? before.minusDays(1) : before;
  }

  private static Future<JsonObject> store(
      SqlConnection transaction, Excuse excuse, LocalDate dayBefore) {
    Tuple row =
        Tuple.of(
            excuse.activity(),
            excuse.day(),
            excuse.excused(),
            excuse.author().operator().orElse(null),
            excuse.author().reason());
    return run(transaction, PlanSql.LOCK, Tuple.of(excuse.activity()))
        .compose(
            locked ->
                run(transaction, OperatorSql.IS_EXCUSED, Tuple.of(excuse.activity(), excuse.day())))
        .compose(
            before ->
                run(transaction, OperatorSql.EXCUSE, row)
                    .compose(
                        stored ->
                            run(
                                transaction,
                                OperatorSql.MISSED,
                                Tuple.of(excuse.activity(), excuse.day(), dayBefore)))
                    .map(
                        missed ->
                            excuse.reply(
                                !before.isEmpty() && before.get(0).getBoolean("excused"),
                                missed.get(0).getLong("missed"))));
  }

  private static Future<List<Row>> run(SqlConnection transaction, String sql, Tuple parameters) {
    return transaction
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> SignInStore.list(rows, row -> row));
  }
}
