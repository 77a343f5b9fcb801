package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which sign-in day it is, and what each day brings. Pure: the time is always a parameter.
 *
 * <p>A sign-in day begins when the zone's clocks first show the reset hour of its date, or, where
 * they are put forward over it, as much later as they are put forward. The day at an instant is the
 * latest that has begun: it never goes back, whatever the clocks do, and a date that the zone left
 * out is never it.
 */
final class SignInCalendar {
  private final ZoneId zone;
  private final LocalTime reset;
  private final List<RewardWeek> weeks;

  SignInCalendar(DailyConfig config) {
    this.zone = config.zone();
    this.reset = LocalTime.of(config.resetHour(), 0);
    this.weeks = config.weeks();
  }

  ZoneId zone() {
    return zone;
  }

  int resetHour() {
    return reset.getHour();
  }

  /** The sign-in day at an instant. */
  LocalDate signInDate(Instant now) {
    // Clocks put back over midnight show a date before one that has begun: start a day later.
    LocalDate date = LocalDate.ofInstant(now, zone).plusDays(1);
    while (start(date).isAfter(now)) {
      date = date.minusDays(1);
    }
    return date;
  }

  /** When the sign-in day that it is now ends: always after {@code now}. */
  Instant nextReset(Instant now) {
    return start(signInDate(now).plusDays(1));
  }

  private Instant start(LocalDate date) {
    return date.atTime(reset).atZone(zone).toInstant();
  }

  /** The Monday of a date's week. */
  static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The seven days, Monday first, of the week that a date is in. */
  List<CalendarDay> week(LocalDate date) {
    LocalDate monday = monday(date);
    Optional<RewardWeek> table = table(monday);
    return Stream.iterate(monday, day -> day.plusDays(1))
        .limit(7)
        .map(day -> new CalendarDay(day, table.flatMap(week -> week.reward(day.getDayOfWeek()))))
        .toList();
  }

  /** What signing in on a date brings; empty if nothing. */
  Optional<Reward> reward(LocalDate date) {
    return table(monday(date)).flatMap(week -> week.reward(date.getDayOfWeek()));
  }

  private Optional<RewardWeek> table(LocalDate monday) {
    return weeks.stream()
        .filter(week -> !week.from().isAfter(monday))
        .reduce((earlier, later) -> later);
  }

  /** A date, and what signing in on it brings. */
  record CalendarDay(LocalDate date, Optional<Reward> reward) {}
}
