package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Reward;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The rewards of a week.
 *
 * @param from the Monday that they hold from on, until the next table's
 * @param rewards a day without an entry brings nothing
 */
record RewardWeek(LocalDate from, Map<DayOfWeek, Reward> rewards) {
  RewardWeek {
    rewards = Map.copyOf(rewards);
  }

  Optional<Reward> reward(DayOfWeek day) {
    return Optional.ofNullable(rewards.get(day));
  }
}
