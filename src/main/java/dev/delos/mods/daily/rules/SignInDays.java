package dev.delos.mods.daily.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which sign-in day it is, while zone and reset hour change from version to version.
 *
 * <p>Days only go up, and each begins at a reset. At a change the day that it is goes on until the
 * first reset of the new clock that is of a later date, not before the change, and {@link
 * #SHORTEST} or more after the day began. Dates between the two are left out: nobody can sign in on
 * them. So a change gives nobody a second claim; at worst it makes a day too long.
 */
final class SignInDays {
  /** A day's length, less the greatest daylight-saving shift in use: two hours, in Troll. */
  static final Duration SHORTEST = Duration.ofHours(22);

  private final List<Segment> segments;

  /**
   * The time under one clock.
   *
   * @param carried the day that it was at its begin
   * @param first the first day that begins by this clock
   */
  private record Segment(Instant from, DayClock clock, LocalDate carried, LocalDate first) {
    LocalDate dayAt(Instant now) {
      LocalDate day = clock.dayAt(now);
      return day.isBefore(first) ? carried : day;
    }

    boolean has(LocalDate day) {
      return !day.isBefore(first) && clock.has(day);
    }

    /** The begin of the first day of this clock after one. */
    Instant beginAfter(LocalDate day) {
      return clock.begin(day.isBefore(first) ? first : day.plusDays(1));
    }
  }

  /**
   * Takes the clocks of versions.
   *
   * @param versions ascending, at least one
   */
  SignInDays(List<Version> versions) {
    List<Segment> found = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      boolean neverValid =
          i + 1 < versions.size() && versions.get(i + 1).from().equals(version.from());
      if (!neverValid) {
        append(found, version.from(), version.plan().clock());
      }
    }
    this.segments = List.copyOf(found);
  }

  private static void append(List<Segment> segments, Instant from, DayClock clock) {
    if (segments.isEmpty()) {
      LocalDate first = clock.dayAt(from);
      segments.add(new Segment(from, clock, first, first));
      return;
    }
    Segment last = segments.get(segments.size() - 1);
    if (last.clock().equals(clock)) {
      return;
    }
    LocalDate carried = last.dayAt(from);
    Instant earliest = begin(segments, carried).orElseThrow().plus(SHORTEST);
    LocalDate first = clock.firstAfter(carried, earliest.isAfter(from) ? earliest : from);
    segments.add(new Segment(from, clock, carried, first));
  }

  /** The day at an instant: not before the first version. */
  LocalDate at(Instant now) {
    return segments.get(indexAt(now)).dayAt(now);
  }

  /** When the day at an instant ends, as far as versions are known. */
  Instant endOfDayAt(Instant now) {
    int i = indexAt(now);
    LocalDate today = segments.get(i).dayAt(now);
    while (isAfterSegment(segments, i, segments.get(i).beginAfter(today))) {
      i++;
    }
    return segments.get(i).beginAfter(today);
  }

  /** When a day begins; empty if the date is left out, or before the first version. */
  Optional<Instant> begin(LocalDate day) {
    return begin(segments, day);
  }

  private static Optional<Instant> begin(List<Segment> segments, LocalDate day) {
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      Instant begin = segment.clock().begin(day);
      if (segment.has(day) && !isAfterSegment(segments, i, begin)) {
        return Optional.of(begin);
      }
    }
    return Optional.empty();
  }

  /** At the very instant of a change the old clock still strikes. */
  private static boolean isAfterSegment(List<Segment> segments, int i, Instant instant) {
    return i + 1 < segments.size() && instant.isAfter(segments.get(i + 1).from());
  }

  private int indexAt(Instant now) {
    int i = segments.size() - 1;
    while (segments.get(i).from().isAfter(now)) {
      if (i == 0) {
        throw new IllegalArgumentException(now + " is before the first version");
      }
      i--;
    }
    return i;
  }
}
