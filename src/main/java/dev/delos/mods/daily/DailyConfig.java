package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import dev.delos.sdk.InvalidConfigException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The mod's settings.
 *
 * @param zone where the day is told
 * @param resetHour the hour of that zone at which a new sign-in day begins
 * @param mailboxTime for how long a reward that was not delivered waits
 * @param bag how much a player can hold
 * @param weeks the reward tables, ascending
 */
record DailyConfig(
    ZoneId zone, int resetHour, Duration mailboxTime, BagRules bag, List<RewardWeek> weeks) {
  DailyConfig {
    weeks = List.copyOf(weeks);
  }

  /**
   * Reads settings that satisfy the schema.
   *
   * @throws InvalidConfigException naming the first mistake that the schema can't see
   */
  static DailyConfig parse(JsonObject config) {
    return new DailyConfig(
        zone(config.getString("zone")),
        config.getInteger("resetHour"),
        Duration.ofDays(config.getInteger("mailboxDays")),
        BagRules.parse(config.getJsonObject("bag")),
        weeks(config.getJsonArray("weeks")));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknown) {
      throw new InvalidConfigException(
          "zone", id, "a time zone's name, such as UTC, Europe/Berlin or Asia/Shanghai");
    }
  }

  private static List<RewardWeek> weeks(JsonArray array) {
    List<RewardWeek> weeks = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String key = "weeks[" + i + "].from";
      JsonObject week = array.getJsonObject(i);
      LocalDate from = monday(key, week.getString("from"));
      if (i > 0) {
        checkAfter(key, from, weeks.get(i - 1).from());
      }
      weeks.add(new RewardWeek(from, rewards(week.getJsonObject("rewards"))));
    }
    return weeks;
  }

  private static LocalDate monday(String key, String found) {
    LocalDate date;
    try {
      date = LocalDate.parse(found);
    } catch (DateTimeException notADate) {
      throw new InvalidConfigException(key, found, "a Monday's date, such as 2026-01-05");
    }
    if (date.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new InvalidConfigException(key, found, "a Monday, such as " + nearestMonday(date));
    }
    return date;
  }

  private static LocalDate nearestMonday(LocalDate date) {
    return date.plusDays(3).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static void checkAfter(String key, LocalDate from, LocalDate previous) {
    if (!from.isAfter(previous)) {
      throw new InvalidConfigException(
          key, from, "a Monday after that of the week before it in the list, " + previous);
    }
  }

  private static Map<DayOfWeek, Reward> rewards(JsonObject byWeekday) {
    Map<DayOfWeek, Reward> rewards = new EnumMap<>(DayOfWeek.class);
    for (String weekday : byWeekday.fieldNames()) {
      rewards.put(
          DayOfWeek.of(Integer.parseInt(weekday)),
          Reward.fromJson(byWeekday.getJsonObject(weekday)));
    }
    return rewards;
  }
}
