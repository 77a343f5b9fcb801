package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Progress.Mark;
import dev.delos.mods.daily.rules.Progress.Reached;
import dev.delos.mods.daily.rules.Progress.Run;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/** The runs of days that a player signed in on, with none missed in between. */
final class Streaks {
  private final Progress progress;
  private final Counting counting;
  private final Predicate<LocalDate> breaks;

  /** Some days of a run beside a day: how many, and what the run reached. */
  private record Side(int length, int reached) {
    Side plus(int more, int reachedThere) {
      return new Side(length + more, Math.max(reached, reachedThere));
    }
  }

  Streaks(Progress progress, Counting counting, Predicate<LocalDate> breaks) {
    this.progress = progress;
    this.counting = counting;
    this.breaks = breaks;
  }

  /** The run that a day is in once it is signed in on. */
  Reached around(LocalDate day) {
    Side earlier = earlier(day);
    Side later = later(day);
    return new Reached(
        Math.max(earlier.reached(), later.reached()),
        earlier.length() + 1 + later.length(),
        earlier.length() + 1);
  }

  private Side earlier(LocalDate day) {
    Side side = new Side(0, 0);
    LocalDate at = day;
    for (Map.Entry<LocalDate, Mark> entry :
        days(day).headMap(day, false).descendingMap().entrySet()) {
      if (isBroken(entry.getKey(), at, breaks)) {
        return side;
      }
      at = entry.getKey();
      side = side.plus(1, mark(entry.getValue(), counting));
    }
    return withOlder(side, at);
  }

  private Side withOlder(Side side, LocalDate at) {
    Optional<Run> older = counting.isMonthly() ? Optional.empty() : progress.before();
    return older
        .filter(run -> !isBroken(run.last(), at, breaks))
        .map(run -> side.plus(run.length(), run.reached()))
        .orElse(side);
  }

  private Side later(LocalDate day) {
    Side side = new Side(0, 0);
    LocalDate at = day;
    for (Map.Entry<LocalDate, Mark> entry : days(day).tailMap(day, false).entrySet()) {
      if (isBroken(at, entry.getKey(), breaks)) {
        return side;
      }
      at = entry.getKey();
      side = side.plus(1, mark(entry.getValue(), counting));
    }
    return side;
  }

  private NavigableMap<LocalDate, Mark> days(LocalDate day) {
    return counting.isMonthly() ? progress.month(day) : progress.days();
  }

  static int mark(Mark mark, Counting counting) {
    return counting.isMonthly() ? mark.monthStreak() : mark.streak();
  }

  /** The run of a day that is after all of another run: that one longer, or a new one. */
  static Run append(Optional<Run> run, LocalDate day, Mark mark, Predicate<LocalDate> breaks) {
    return run.filter(older -> !isBroken(older.last(), day, breaks))
        .map(older -> new Run(day, older.length() + 1, Math.max(older.reached(), mark.streak())))
        .orElseGet(() -> new Run(day, 1, mark.streak()));
  }

  /** Whether a day between two was missed. */
  private static boolean isBroken(LocalDate from, LocalDate to, Predicate<LocalDate> breaks) {
    for (LocalDate day = to.minusDays(1); day.isAfter(from); day = day.minusDays(1)) {
      if (breaks.test(day)) {
        return true;
      }
    }
    return false;
  }
}
