package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How far a player is: all that the rules need to know of the sign-ins so far. A sign-in reads it,
 * and writes the next one beside its own row; the storage lets only one at a time do so.
 *
 * <p>It says nothing of plans: what a sign-in reached is kept for each {@link Counting}, whatever
 * the plan of that day counted. So a new plan, or the old one again, changes nothing that was
 * reached, and pays nothing twice.
 *
 * @param total sign-ins, made-up ones included
 * @param first the earliest day that was signed in on
 * @param before the streak that goes on into {@code days}, as far as it is older than they
 * @param days the days signed in on in the last {@link #WINDOW_DAYS}
 * @param madeUp how many days were made up in the last month in which any was
 */
public record Progress(
    int total,
    Optional<LocalDate> first,
    Optional<Run> before,
    NavigableMap<LocalDate, Mark> days,
    MonthCount madeUp) {
  /**
   * A day of the longest make-up window, and the month that is around it, are within; two days more
   * for clocks of services that differ.
   */
  static final int WINDOW_DAYS = 64;

  /** The furthest back that a day can be made up, or excused. */
  static final int MAX_BACK = 31;

  public static final Progress NONE =
      new Progress(0, Optional.empty(), Optional.empty(), new TreeMap<>(), MonthCount.NONE);

  public Progress {
    days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /**
   * Days that were signed in on, with none missed in between.
   *
   * @param last its last day
   * @param length how many were signed in on
   * @param reached the greatest length that it, or a part of it, had after a sign-in
   */
  record Run(LocalDate last, int length, int reached) {}

  /**
   * What a sign-in reached.
   *
   * @param streak how long it made the streak
   * @param monthStreak how long it made the month's streak
   */
  record Mark(int streak, int monthStreak) {}

  /** How many in a month. */
  record MonthCount(YearMonth month, int count) {
    static final MonthCount NONE = new MonthCount(YearMonth.of(2000, 1), 0);

    int in(YearMonth asked) {
      return asked.isAfter(month) ? 0 : count;
    }

    MonthCount plusOne(YearMonth in) {
      return new MonthCount(in.isAfter(month) ? in : month, in(in) + 1);
    }
  }

  /**
   * Where a sign-in brings the count.
   *
   * @param before the greatest that it has reached so far in its run or period: milestones up to
   *     there are done with
   * @param count what it then is
   * @param position the day's place in it, from 1
   */
  record Reached(int before, int count, int position) {}

  /** Of days within the window. */
  public boolean hasSignedIn(LocalDate day) {
    return days.containsKey(day);
  }

  /**
   * Where signing in on a day brings the count.
   *
   * @param breaks whether a day that was not signed in on was missed
   */
  Reached reach(LocalDate day, Counting counting, Predicate<LocalDate> breaks) {
    return switch (counting) {
      case TOTAL -> new Reached(total, total + 1, total + 1);
      case MONTH_TOTAL -> {
        int inMonth = month(day).size();
        yield new Reached(inMonth, inMonth + 1, inMonth + 1);
      }
      case STREAK, MONTH_STREAK -> streaks(counting, breaks).around(day);
    };
  }

  /** What is counted today, before or after the sign-in; {@code before} is what was reached. */
  Reached standing(LocalDate today, Counting counting, Predicate<LocalDate> breaks) {
    Reached next = reach(today, counting, breaks);
    boolean includesToday = counting.isStreak() && hasSignedIn(today);
    int count = includesToday ? next.count() : next.count() - 1;
    int reached =
        counting.isStreak() ? Math.max(next.before(), mark(today, counting)) : next.before();
    return new Reached(reached, count, count);
  }

  /** The next progress: that day was signed in on. */
  Progress with(LocalDate day, Predicate<LocalDate> breaks) {
    NavigableMap<LocalDate, Mark> next = new TreeMap<>(days);
    next.put(
        day,
        new Mark(
            reach(day, Counting.STREAK, breaks).count(),
            reach(day, Counting.MONTH_STREAK, breaks).count()));
    LocalDate earliest = first.filter(known -> known.isBefore(day)).orElse(day);
    Optional<Run> old = fold(before, next, breaks);
    return new Progress(total + 1, Optional.of(earliest), old, next, madeUp);
  }

  /** The same, with one more made up in a month. */
  Progress withMadeUp(YearMonth month) {
    return new Progress(total, first, before, days, madeUp.plusOne(month));
  }

  /** Takes the days out that are too old, and keeps the streak to which they belong. */
  private static Optional<Run> fold(
      Optional<Run> before, NavigableMap<LocalDate, Mark> days, Predicate<LocalDate> breaks) {
    LocalDate oldest = days.lastKey().minusDays(WINDOW_DAYS - 1);
    Optional<Run> run = before;
    while (days.firstKey().isBefore(oldest)) {
      LocalDate day = days.firstKey();
      Mark mark = days.remove(day);
      run = Optional.of(Streaks.append(run, day, mark, breaks));
    }
    return run;
  }

  private Streaks streaks(Counting counting, Predicate<LocalDate> breaks) {
    return new Streaks(this, counting, breaks);
  }

  /** How long the sign-in on a day within the window made the streak; 0 without one. */
  public int streakOn(LocalDate day) {
    return mark(day, Counting.STREAK);
  }

  private int mark(LocalDate day, Counting counting) {
    return Optional.ofNullable(days.get(day)).map(mark -> Streaks.mark(mark, counting)).orElse(0);
  }

  /** The days of a date's month. */
  NavigableMap<LocalDate, Mark> month(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return days.subMap(month.atDay(1), true, month.atEndOfMonth(), true);
  }

  public static Progress fromJson(JsonObject json) {
    return ProgressJson.read(json);
  }

  public JsonObject toJson() {
    return ProgressJson.write(this);
  }
}
