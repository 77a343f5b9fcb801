package dev.delos.mods.daily.rules;

import java.math.RoundingMode;

/**
 * How multipliers act together: their product, but at most a cap; each count is multiplied by it
 * and rounded once.
 *
 * @param milestones whether milestones are multiplied, too
 */
record Combination(Factor cap, RoundingMode rounding, boolean milestones) {
  static final Combination DEFAULT = new Combination(Factor.MOST, RoundingMode.DOWN, false);
}
