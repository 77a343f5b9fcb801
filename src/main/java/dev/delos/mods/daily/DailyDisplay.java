package dev.delos.mods.daily;

import dev.delos.mods.daily.SignInCalendar.CalendarDay;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what a player's page shows: the data of {@code DisplayDailyRewardEvent}. */
final class DailyDisplay {
  private final SignInCalendar calendar;

  DailyDisplay(SignInCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Makes the page of the week that it is now.
   *
   * @param claims of that week
   */
  JsonObject of(Instant now, List<Claim> claims, Inventory inventory) {
    LocalDate today = calendar.signInDate(now);
    JsonObject display =
        new JsonObject()
            .put("valid", today.toString())
            .put("weekday", today.getDayOfWeek().getValue())
            .put("weekly", weekly(today, claims))
            .put(
                "recv",
                new JsonArray(claims.stream().map(claim -> claim.date().toString()).toList()))
            .put("zone", calendar.zone().getId())
            .put("resetHour", calendar.resetHour())
            .put("now", now.toEpochMilli())
            .put("nextReset", calendar.nextReset(now).toEpochMilli());
    return inventory.writeTo(display);
  }

  private JsonArray weekly(LocalDate today, List<Claim> claims) {
    Map<LocalDate, Reward> claimed =
        claims.stream().collect(Collectors.toMap(Claim::date, Claim::reward));
    return new JsonArray(
        calendar.week(today).stream().map(day -> day(day, today, claimed)).toList());
  }

  /** A day that was claimed shows what it brought, whatever the table says now. */
  private static JsonObject day(CalendarDay day, LocalDate today, Map<LocalDate, Reward> claimed) {
    Optional<Reward> received = Optional.ofNullable(claimed.get(day.date()));
    String state = received.isPresent() ? "claimed" : state(day, today);
    return received
        .or(day::reward)
        .map(Reward::toJson)
        .orElseGet(JsonObject::new)
        .put("weekday", day.date().getDayOfWeek().getValue())
        .put("date", day.date().toString())
        .put("state", state);
  }

  private static String state(CalendarDay day, LocalDate today) {
    if (day.reward().isEmpty()) {
      return "nothing";
    }
    if (day.date().isEqual(today)) {
      return "claimable";
    }
    return day.date().isBefore(today) ? "expired" : "toCome";
  }
}
