package dev.delos.mods.daily;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A week of sign-in days, Monday first. */
record Week(LocalDate monday) {
  /** The one that a date is in. */
  static Week of(LocalDate date) {
    return new Week(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  LocalDate sunday() {
    return monday.plusDays(6);
  }
}
