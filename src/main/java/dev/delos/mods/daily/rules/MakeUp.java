package dev.delos.mods.daily.rules;

import java.util.List;

/**
 * How missed days are signed in on later.
 *
 * @param item what it costs
 * @param cost how many of it the first, the second, … of a month costs; the last entry holds on
 * @param perMonth how many a player may make up in a calendar month
 * @param windowDays how many days back, today not counted
 */
record MakeUp(String item, List<Integer> cost, int perMonth, int windowDays) {
  MakeUp {
    cost = List.copyOf(cost);
  }

  /** What the next one costs after so many of this month. */
  ItemCount costAfter(int used) {
    return new ItemCount(item, cost.get(Math.min(used, cost.size() - 1)));
  }
}
