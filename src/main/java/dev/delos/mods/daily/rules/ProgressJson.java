package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Progress.Mark;
import dev.delos.mods.daily.rules.Progress.MonthCount;
import dev.delos.mods.daily.rules.Progress.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A player's progress as it is stored: days in a row are two short lists, 0 for none. */
final class ProgressJson {
  private ProgressJson() {}

  static JsonObject write(Progress progress) {
    JsonObject json = new JsonObject().put("total", progress.total());
    progress.first().ifPresent(first -> json.put("first", first.toString()));
    progress.before().ifPresent(run -> json.put("before", write(run)));
    if (!progress.days().isEmpty()) {
      writeDays(json, progress.days());
    }
    if (progress.madeUp().count() > 0) {
      json.put("madeUpIn", progress.madeUp().month().toString());
      json.put("madeUp", progress.madeUp().count());
    }
    return json;
  }

  private static JsonObject write(Run run) {
    return new JsonObject()
        .put("last", run.last().toString())
        .put("length", run.length())
        .put("reached", run.reached());
  }

  private static void writeDays(JsonObject json, NavigableMap<LocalDate, Mark> days) {
    JsonArray streak = new JsonArray();
    JsonArray monthStreak = new JsonArray();
    LocalDate from = days.firstKey();
    for (LocalDate day = from; !day.isAfter(days.lastKey()); day = day.plusDays(1)) {
      Mark mark = days.getOrDefault(day, new Mark(0, 0));
      streak.add(mark.streak());
      monthStreak.add(mark.monthStreak());
    }
    json.put("from", from.toString()).put("streak", streak).put("monthStreak", monthStreak);
  }

  static Progress read(JsonObject json) {
    return new Progress(
        json.getInteger("total"),
        Optional.ofNullable(json.getString("first")).map(LocalDate::parse),
        Optional.ofNullable(json.getJsonObject("before")).map(ProgressJson::readRun),
        readDays(json),
        readMadeUp(json));
  }

  private static Run readRun(JsonObject json) {
    return new Run(
        LocalDate.parse(json.getString("last")),
        json.getInteger("length"),
        json.getInteger("reached"));
  }

  private static NavigableMap<LocalDate, Mark> readDays(JsonObject json) {
    NavigableMap<LocalDate, Mark> days = new TreeMap<>();
    JsonArray streak = json.getJsonArray("streak", new JsonArray());
    for (int i = 0; i < streak.size(); i++) {
      if (streak.getInteger(i) > 0) {
        LocalDate day = LocalDate.parse(json.getString("from")).plusDays(i);
        days.put(
            day, new Mark(streak.getInteger(i), json.getJsonArray("monthStreak").getInteger(i)));
      }
    }
    return days;
  }

  private static MonthCount readMadeUp(JsonObject json) {
    String month = json.getString("madeUpIn");
    return month == null
        ? MonthCount.NONE
        : new MonthCount(YearMonth.parse(month), json.getInteger("madeUp"));
  }
}
