package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Progress.Mark;
import dev.delos.mods.daily.rules.Progress.MonthCount;
import dev.delos.mods.daily.rules.Progress.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A player's progress as it is stored: days in a row are one entry. */
final class ProgressJson {
  private ProgressJson() {}

  static JsonObject write(Progress progress) {
    JsonObject json = new JsonObject().put("total", progress.total());
    progress.first().ifPresent(first -> json.put("first", first.toString()));
    progress.before().ifPresent(run -> json.put("before", write(run)));
    json.put("days", write(progress.days()));
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

  /** Days in a row whose marks go up by one from each to the next: what most days are. */
  private record Row(LocalDate from, Mark first, int length) {
    boolean goesOnWith(LocalDate day, Mark mark) {
      return day.equals(from.plusDays(length)) && mark.equals(mark(length));
    }

    Mark mark(int index) {
      return new Mark(first.streak() + index, first.monthStreak() + index);
    }

    JsonArray toJson() {
      return new JsonArray()
          .add(from.toString())
          .add(length)
          .add(first.streak())
          .add(first.monthStreak());
    }

    static Row fromJson(JsonArray json) {
      Mark first = new Mark(json.getInteger(2), json.getInteger(3));
      return new Row(LocalDate.parse(json.getString(0)), first, json.getInteger(1));
    }
  }

  private static JsonArray write(NavigableMap<LocalDate, Mark> days) {
    List<Row> rows = new ArrayList<>();
    days.forEach(
        (day, mark) -> {
          int last = rows.size() - 1;
          if (last >= 0 && rows.get(last).goesOnWith(day, mark)) {
            Row row = rows.get(last);
            rows.set(last, new Row(row.from(), row.first(), row.length() + 1));
          } else {
            rows.add(new Row(day, mark, 1));
          }
        });
    return new JsonArray(rows.stream().map(Row::toJson).toList());
  }

  static Progress read(JsonObject json) {
    return new Progress(
        json.getInteger("total"),
        Optional.ofNullable(json.getString("first")).map(LocalDate::parse),
        Optional.ofNullable(json.getJsonObject("before")).map(ProgressJson::readRun),
        readDays(json.getJsonArray("days")),
        readMadeUp(json));
  }

  private static Run readRun(JsonObject json) {
    return new Run(
        LocalDate.parse(json.getString("last")),
        json.getInteger("length"),
        json.getInteger("reached"));
  }

  private static NavigableMap<LocalDate, Mark> readDays(JsonArray json) {
    NavigableMap<LocalDate, Mark> days = new TreeMap<>();
    for (int i = 0; i < json.size(); i++) {
      Row row = Row.fromJson(json.getJsonArray(i));
      for (int index = 0; index < row.length(); index++) {
        days.put(row.from().plusDays(index), row.mark(index));
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
