package dev.delos.mods.daily.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where and at which hour sign-in days begin.
 *
 * <p>A day begins when the zone's clocks first show the reset hour of its date, or, where they are
 * put forward over it, as much later as they are put forward. The day at an instant is the latest
 * that has begun: it never goes back, and a date that the zone left out is never it.
 */
record DayClock(ZoneId zone, int resetHour) {
  Instant begin(LocalDate date) {
    return date.atTime(resetHour, 0).atZone(zone).toInstant();
  }

  LocalDate dayAt(Instant now) {
    // Clocks put back over midnight show a date before one that has begun: start a day later.
    LocalDate date = LocalDate.ofInstant(now, zone).plusDays(1);
    while (begin(date).isAfter(now)) {
      date = date.minusDays(1);
    }
    return date;
  }

  /** The first day after one that begins at an instant or later. */
  LocalDate firstAfter(LocalDate day, Instant earliest) {
    LocalDate date = dayAt(earliest);
    if (begin(date).isBefore(earliest)) {
      date = date.plusDays(1);
    }
    return date.isAfter(day) ? dayAt(begin(date)) : dayAt(begin(day.plusDays(1)));
  }

  /** Whether the zone has that date. */
  boolean has(LocalDate date) {
    return dayAt(begin(date)).isEqual(date);
  }
}
