package dev.delos.mods.daily.rules;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What is special on some dates.
 *
 * @param isInstead whether its reward is in place of the day's, or else beside it
 * @param reward what each of its days brings that is not in {@code days}
 * @param factor multiplies as a multiplier does
 */
record Event(
    String id,
    Text title,
    DateRange dates,
    boolean isInstead,
    Optional<Reward> reward,
    Map<LocalDate, Reward> days,
    Factor factor) {
  Event {
    days = Map.copyOf(days);
  }

  /** What it brings on one of its days. */
  Optional<Reward> rewardOn(LocalDate day) {
    return Optional.ofNullable(days.get(day)).or(() -> reward);
  }
}
