package dev.delos.mods.daily.rules;

import java.util.stream.IntStream;

/**
 * A reward for a count of sign-ins.
 *
 * @param every how many more bring it again; 0 if it comes once
 */
record Milestone(int at, int every, Reward reward) {
  /** The counts at which it comes, of those after one and up to another. */
  IntStream between(int after, int upTo) {
    return IntStream.rangeClosed(after + 1, upTo).filter(this::isAt);
  }

  /** The next count at which it comes, or {@link Integer#MAX_VALUE} if it doesn't any more. */
  int next(int after) {
    if (after < at) {
      return at;
    }
    return every == 0 ? Integer.MAX_VALUE : at + ((after - at) / every + 1) * every;
  }

  private boolean isAt(int count) {
    return count == at || (every > 0 && count > at && (count - at) % every == 0);
  }
}
