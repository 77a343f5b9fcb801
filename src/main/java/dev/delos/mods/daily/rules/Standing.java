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
 * @param nextMilestone at which count the next one comes; empty if there is none
 * @param offers the days that can be made up, and what the first of them would cost
 */
public record Standing(
    LocalDate today,
    Instant endOfToday,
    boolean hasSignedIn,
    int count,
    Optional<Integer> nextMilestone,
    List<Offer> offers) {
  public Standing {
    offers = List.copyOf(offers);
  }

  /** A day that can be made up. */
  public record Offer(LocalDate day, ItemCount cost) {}
}
