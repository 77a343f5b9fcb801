package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Which sign-in day it is, and what each day brings, by the settings' weeks alone: what plans have to
 * agree with.
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

  /** What signing in on a date brings; empty if nothing. */
  Optional<Reward> reward(LocalDate date) {
    return table(Week.of(date).monday()).flatMap(week -> week.reward(date.getDayOfWeek()));
  }

  private Optional<RewardWeek> table(LocalDate monday) {
    return weeks.stream()
        .filter(week -> !week.from().isAfter(monday))
        .reduce((earlier, later) -> later);
  }
}
