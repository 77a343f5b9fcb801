package dev.delos.mods.daily.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A player who would sign in on a day.
 *
 * @param version that is valid
 * @param today the sign-in day that it is
 * @param day that is meant
 */
record Attempt(Version version, Progress progress, LocalDate today, LocalDate day) {
  Plan plan() {
    return version.plan();
  }

  /** Why that day can't be signed in on as today; empty if it can. */
  Optional<Refusal> refusalOnTheDay() {
    if (!plan().isOpen(today)) {
      return Optional.of(Refusal.NOT_OPEN);
    }
    if (!day.isEqual(today)) {
      return Optional.of(Refusal.NOT_TODAY);
    }
    return progress.hasSignedIn(day) ? Optional.of(Refusal.ALREADY_SIGNED_IN) : Optional.empty();
  }

  /** Why that day can't be made up; empty if it can. */
  Optional<Refusal> refusalLater(MakeUp makeUp, Timeline timeline) {
    return ofToday(makeUp).or(() -> ofDay(makeUp)).or(() -> ofPlayer(timeline));
  }

  private Optional<Refusal> ofToday(MakeUp makeUp) {
    if (!plan().isOpen(today)) {
      return Optional.of(Refusal.NOT_OPEN);
    }
    return usedThisMonth() >= makeUp.perMonth()
        ? Optional.of(Refusal.CAP_REACHED)
        : Optional.empty();
  }

  private Optional<Refusal> ofDay(MakeUp makeUp) {
    if (!day.isBefore(today)) {
      return Optional.of(Refusal.NOT_OVER);
    }
    return day.isBefore(today.minusDays(makeUp.windowDays()))
        ? Optional.of(Refusal.TOO_LONG_AGO)
        : Optional.empty();
  }

  private Optional<Refusal> ofPlayer(Timeline timeline) {
    if (progress.first().filter(first -> !day.isBefore(first)).isEmpty()) {
      return Optional.of(Refusal.BEFORE_FIRST);
    }
    if (progress.hasSignedIn(day)) {
      return Optional.of(Refusal.ALREADY_SIGNED_IN);
    }
    return timeline.isOpen(day) ? Optional.empty() : Optional.of(Refusal.NO_SUCH_DAY);
  }

  /** How many days the player has made up in the month that it is. */
  int usedThisMonth() {
    return progress.madeUp().in(month());
  }

  YearMonth month() {
    return YearMonth.from(today);
  }
}
