package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Multiplier.TokenClaim;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a plan that has no mistake. */
final class PlanReader {
  private PlanReader() {}

  static Plan plan(JsonObject json) {
    return new Plan(
        Text.of(json.getValue("title")),
        new DayClock(ZoneId.of(json.getString("zone")), json.getInteger("resetHour")),
        Duration.ofDays(json.getInteger("mailboxDays")),
        dates(json),
        calendar(json.getJsonObject("calendar")),
        Optional.ofNullable(json.getJsonObject("progress"))
            .map(PlanReader::counting)
            .orElse(Counting.TOTAL),
        objects(json, "milestones").map(PlanReader::milestone).toList(),
        objects(json, "events").map(PlanReader::event).toList(),
        objects(json, "multipliers").map(PlanReader::multiplier).toList(),
        Optional.ofNullable(json.getJsonObject("combine"))
            .map(PlanReader::combination)
            .orElse(Combination.DEFAULT),
        Optional.ofNullable(json.getJsonObject("makeUp")).map(PlanReader::makeUp));
  }

  private static DateRange dates(JsonObject json) {
    return new DateRange(date(json, "from", LocalDate.MIN), date(json, "to", LocalDate.MAX));
  }

  private static LocalDate date(JsonObject json, String key, LocalDate otherwise) {
    return Optional.ofNullable(json.getString(key)).map(LocalDate::parse).orElse(otherwise);
  }

  private static Calendar calendar(JsonObject json) {
    if (json.containsKey("week")) {
      return new Calendar.Week(
          objects(json, "week")
              .map(table -> table(table, key -> DayOfWeek.of(Integer.parseInt(key))))
              .toList());
    }
    if (json.containsKey("month")) {
      return new Calendar.Month(
          objects(json, "month").map(table -> table(table, PlanReader::dayOfMonth)).toList());
    }
    return new Calendar.Cycle(objects(json, "cycle").map(Reward::fromJson).toList());
  }

  private static <K> Calendar.Table<K> table(JsonObject json, Function<String, K> key) {
    return new Calendar.Table<>(
        LocalDate.parse(json.getString("from")), rewards(json.getJsonObject("rewards"), key));
  }

  private static int dayOfMonth(String key) {
    return key.equals("last") ? Calendar.Month.LAST : Integer.parseInt(key);
  }

  private static <K> Map<K, Reward> rewards(JsonObject json, Function<String, K> key) {
    Map<K, Reward> rewards = new HashMap<>();
    json.fieldNames()
        .forEach(name -> rewards.put(key.apply(name), Reward.fromJson(json.getJsonObject(name))));
    return rewards;
  }

  private static Counting counting(JsonObject json) {
    boolean isMonthly = json.getString("period").equals("month");
    if (json.getString("mode").equals("streak")) {
      return isMonthly ? Counting.MONTH_STREAK : Counting.STREAK;
    }
    return isMonthly ? Counting.MONTH_TOTAL : Counting.TOTAL;
  }

  private static Milestone milestone(JsonObject json) {
    return new Milestone(
        json.getInteger("at"),
        json.getInteger("every", 0),
        Reward.fromJson(json.getJsonObject("reward")));
  }

  private static Event event(JsonObject json) {
    return new Event(
        json.getString("id"),
        Text.of(json.getValue("title")),
        dates(json),
        json.getBoolean("instead", false),
        Optional.ofNullable(json.getJsonObject("reward")).map(Reward::fromJson),
        rewards(json.getJsonObject("days", new JsonObject()), LocalDate::parse),
        factor(json, "factor", Factor.ONE));
  }

  private static Multiplier multiplier(JsonObject json) {
    return new Multiplier(
        json.getString("id"),
        Text.of(json.getValue("title")),
        factor(json, "factor", Factor.ONE),
        Optional.ofNullable(json.getJsonArray("weekdays"))
            .map(PlanReader::weekdays)
            .orElseGet(() -> Set.copyOf(Arrays.asList(DayOfWeek.values()))),
        dates(json),
        Optional.ofNullable(json.getJsonObject("token")).map(PlanReader::token));
  }

  private static Set<DayOfWeek> weekdays(JsonArray json) {
    return json.stream().map(day -> DayOfWeek.of((Integer) day)).collect(Collectors.toSet());
  }

  private static TokenClaim token(JsonObject json) {
    Set<String> values =
        json.getJsonArray("values").stream().map(String.class::cast).collect(Collectors.toSet());
    return new TokenClaim(json.getString("claim"), values);
  }

  private static Combination combination(JsonObject json) {
    return new Combination(
        factor(json, "cap", Combination.DEFAULT.cap()),
        rounding(json.getString("rounding", "down")),
        json.getBoolean("milestones", Combination.DEFAULT.milestones()));
  }

  private static RoundingMode rounding(String name) {
    return switch (name) {
      case "up" -> RoundingMode.UP;
      case "nearest" -> RoundingMode.HALF_UP;
      default -> RoundingMode.DOWN;
    };
  }

  private static MakeUp makeUp(JsonObject json) {
    List<Integer> cost = json.getJsonArray("cost").stream().map(Integer.class::cast).toList();
    return new MakeUp(
        json.getString("item"), cost, json.getInteger("perMonth"), json.getInteger("windowDays"));
  }

  private static Factor factor(JsonObject json, String key, Factor otherwise) {
    return json.containsKey(key) ? Factor.of(json.getValue(key).toString()) : otherwise;
  }

  private static Stream<JsonObject> objects(JsonObject json, String key) {
    return json.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
  }
}
