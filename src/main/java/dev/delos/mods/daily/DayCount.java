package dev.delos.mods.daily;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a day.
 *
 * @param signIns on the day itself, not made up later
 * @param newPlayers who signed in for the first time
 * @param visitors who opened the page or signed in; null if not known
 * @param streaks how many sign-ins made a streak of each of {@link #LEAST}
 * @param d1 of the new players, who signed in one day later; null if that is not over
 */
record DayCount(
    LocalDate day,
    long signIns,
    long newPlayers,
    @Nullable Long visitors,
    List<Long> streaks,
    @Nullable Long d1,
    @Nullable Long d7,
    @Nullable Long d30) {
  /** The least length of a streak in each class; it ends before that of the next. */
  static final List<Integer> LEAST = List.of(1, 2, 3, 7, 14, 30);

  DayCount {
    streaks = List.copyOf(streaks);
  }

  /** A day of which nobody has counted who came back. */
  static DayCount counted(LocalDate day, Row row) {
    return new DayCount(
        day,
        row.getLong("sign_ins"),
        row.getLong("new_players"),
        row.getLong("visitors"),
        List.of(row.getArrayOfLongs("streaks")),
        null,
        null,
        null);
  }

  static DayCount kept(Row row) {
    DayCount counted = counted(row.getLocalDate("day"), row);
    return counted.withReturns(row.getLong("d1"), row.getLong("d7"), row.getLong("d30"));
  }

  DayCount withReturns(@Nullable Long after1, @Nullable Long after7, @Nullable Long after30) {
    return new DayCount(day, signIns, newPlayers, visitors, streaks, after1, after7, after30);
  }

  /** What {@link StatisticsSql#KEEP} takes. */
  Tuple toTuple(String activity) {
    return Tuple.tuple()
        .addString(activity)
        .addLocalDate(day)
        .addLong(signIns)
        .addLong(newPlayers)
        .addLong(visitors)
        .addArrayOfLong(streaks.toArray(Long[]::new))
        .addLong(d1)
        .addLong(d7)
        .addLong(d30);
  }

  JsonObject toJson(long madeUp) {
    return new JsonObject()
        .put("date", day.toString())
        .put("signIns", signIns)
        .put("madeUp", madeUp)
        .put("newPlayers", newPlayers)
        .put("visitors", visitors)
        .put("claimRate", ratio(signIns, visitors))
        .put("streaks", streaksToJson())
        .put("d1", ratio(d1, newPlayers))
        .put("d7", ratio(d7, newPlayers))
        .put("d30", ratio(d30, newPlayers));
  }

  private JsonArray streaksToJson() {
    JsonArray json = new JsonArray();
    for (int i = 0; i < LEAST.size(); i++) {
      Integer to = i + 1 < LEAST.size() ? LEAST.get(i + 1) - 1 : null;
      json.add(
          new JsonObject().put("from", LEAST.get(i)).put("to", to).put("players", streaks.get(i)));
    }
    return json;
  }

  /** Null if the part is not known, or there is no whole. */
  private static @Nullable Double ratio(@Nullable Long part, @Nullable Long whole) {
    return part == null || whole == null || whole == 0 ? null : (double) part / whole;
  }
}
