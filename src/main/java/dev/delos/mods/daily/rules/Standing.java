package dev.delos.mods.daily.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a player stands at an instant.
 *
 * @param today the sign-in day that it is
 * @param endOfToday when it ends
 * @param hasSignedIn whether the player has signed in on it
 * @param count what the plan counts: of a streak, 0 once a day was missed
 * @param nextMilestone empty if there is none to come
 * @param makeUp empty if missed days stay missed
 * @param offers the days that can be made up, and what the first of them would cost
 */
public record Standing(
    LocalDate today,
    Instant endOfToday,
    boolean hasSignedIn,
    int count,
    Optional<NextMilestone> nextMilestone,
    Optional<NextMakeUp> makeUp,
    List<Offer> offers) {
  public Standing {
    offers = List.copyOf(offers);
  }

  /** At which count a milestone comes, and what it brings before multipliers. */
  public record NextMilestone(int at, Reward reward) {}

  /**
   * What the next day that is made up costs.
   *
   * @param left how many more can be in this month
   */
  public record NextMakeUp(ItemCount cost, int left) {}

  /** A day that can be made up. */
  public record Offer(LocalDate day, ItemCount cost) {}
}
