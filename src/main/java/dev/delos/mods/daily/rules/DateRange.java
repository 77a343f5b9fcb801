package dev.delos.mods.daily.rules;

import java.time.LocalDate;

/** The sign-in days from one to another, both included. */
record DateRange(LocalDate from, LocalDate to) {
  boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
