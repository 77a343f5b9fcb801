package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.sdk.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of days. What can't change any more is counted once and kept; days are counted
 * one after another, so that those that are done are kept even if the caller stops waiting.
 */
final class Statistics {
  private static final int MAX_DAYS = 62;
  private static final int USUAL_DAYS = 30;

  /** After a day has ended, sign-ins of it may still be under way. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final Database database;
  private final Function<String, Future<SignInRules>> rules;
  private final Visits visits;
  private final Clock clock;

  /**
   * What is to be counted.
   *
   * @param today the day that it is
   * @param open the first day that is not over for sure
   */
  private record Range(
      String activity, LocalDate from, LocalDate to, LocalDate today, LocalDate open) {
    boolean isOver(LocalDate day) {
      return day.isBefore(open);
    }

    /** Whether somebody's visit of a day may have been deleted. */
    boolean hasVisitsOf(LocalDate day) {
      return day.isAfter(today.minusDays(Visits.KEPT_DAYS));
    }
  }

  Statistics(
      Database database, Function<String, Future<SignInRules>> rules, Visits visits, Clock clock) {
    this.database = database;
    this.rules = rules;
    this.visits = visits;
    this.clock = clock;
  }

  /** {@code {activity?, from?, to?}} to {@code {activity, from, to, days}}. */
  Future<JsonObject> show(JsonObject args) {
    String activity = Arguments.activity(args);
    return rules
        .apply(activity)
        .map(valid -> range(args, activity, valid))
        .compose(range -> visits.write().compose(written -> show(range)));
  }

  private Range range(JsonObject args, String activity, SignInRules valid) {
    LocalDate today = valid.timeline().dayAt(clock.instant());
    LocalDate open = valid.timeline().dayAt(clock.instant().minus(SETTLED));
    LocalDate to = Arguments.optionalDate(args, "to").orElse(today);
    if (to.isAfter(today)) {
      throw Arguments.refused(args, "to", "a date up to today, " + today);
    }
    LocalDate from = Arguments.optionalDate(args, "from").orElse(to.minusDays(USUAL_DAYS - 1L));
    LocalDate first = to.minusDays(MAX_DAYS - 1L);
    if (from.isAfter(to) || from.isBefore(first)) {
      throw Arguments.refused(args, "from", "a date from " + first + " to " + to);
    }
    return new Range(activity, from, to, today, open);
  }

  private Future<JsonObject> show(Range range) {
    Tuple days = Tuple.of(range.activity(), range.from(), range.to());
    return database
        .queryIdempotent(StatisticsSql.KEPT, days)
        .map(rows -> byDay(SignInStore.list(rows, DayCount::kept)))
        .compose(kept -> countAll(range, kept))
        .compose(
            counted ->
                database
                    .queryIdempotent(StatisticsSql.MADE_UP, days)
                    .map(rows -> toJson(range, counted, madeUp(SignInStore.list(rows, r -> r)))));
  }

  private static Map<LocalDate, DayCount> byDay(List<DayCount> counts) {
    return counts.stream().collect(Collectors.toMap(DayCount::day, Function.identity()));
  }

  private static Map<LocalDate, Long> madeUp(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.toMap(row -> row.getLocalDate("day"), row -> row.getLong("made_up")));
  }

  private static JsonObject toJson(
      Range range, List<DayCount> counted, Map<LocalDate, Long> madeUp) {
    return new JsonObject()
        .put("activity", range.activity())
        .put("from", range.from().toString())
        .put("to", range.to().toString())
        .put(
            "days",
            new JsonArray(
                counted.stream()
                    .map(count -> count.toJson(madeUp.getOrDefault(count.day(), 0L)))
                    .toList()));
  }

  private Future<List<DayCount>> countAll(Range range, Map<LocalDate, DayCount> kept) {
    List<DayCount> counted = new ArrayList<>();
    Future<Void> all = Future.succeededFuture();
    for (LocalDate day : range.from().datesUntil(range.to().plusDays(1)).toList()) {
      all =
          all.compose(before -> count(range, day, kept.get(day)))
              .onSuccess(counted::add)
              .mapEmpty();
    }
    return all.map(done -> counted);
  }

  private Future<DayCount> count(Range range, LocalDate day, @Nullable DayCount kept) {
    Future<DayCount> begun = kept == null ? count(range, day) : Future.succeededFuture(kept);
    return begun
        .compose(count -> withReturns(range, count))
        .compose(
            count ->
                !range.isOver(day) || count.equals(kept)
                    ? Future.succeededFuture(count)
                    : database
                        .queryIdempotent(StatisticsSql.KEEP, count.toTuple(range.activity()))
                        .map(count));
  }

  private Future<DayCount> count(Range range, LocalDate day) {
    Tuple parameters =
        Tuple.of(range.activity(), day, range.hasVisitsOf(day))
            .addArrayOfInteger(DayCount.LEAST.toArray(Integer[]::new));
    return database
        .queryIdempotent(StatisticsSql.COUNT, parameters)
        .map(rows -> DayCount.counted(day, rows.iterator().next()));
  }

  private Future<DayCount> withReturns(Range range, DayCount count) {
    return cameBack(range, count, count.d1(), 1)
        .compose(
            d1 ->
                cameBack(range, count, count.d7(), 7)
                    .compose(
                        d7 ->
                            cameBack(range, count, count.d30(), 30)
                                .map(d30 -> count.withReturns(d1, d7, d30))));
  }

  private Future<@Nullable Long> cameBack(
      Range range, DayCount count, @Nullable Long known, int days) {
    LocalDate later = count.day().plusDays(days);
    if (known != null || !range.isOver(later)) {
      return Future.succeededFuture(known);
    }
    return count.newPlayers() == 0
        ? Future.succeededFuture(0L)
        : database
            .queryIdempotent(
                StatisticsSql.CAME_BACK, Tuple.of(range.activity(), count.day(), later))
            .map(rows -> rows.iterator().next().getLong("players"));
  }
}
