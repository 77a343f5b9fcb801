package dev.delos.mods.daily.rules;

import java.util.Optional;

/** How a sign-in goes, if all of it is stored together. */
public sealed interface Outcome {
  /**
   * It is one.
   *
   * @param cost what the player gives for it
   * @param next the player's progress after it
   */
  record SignedIn(Payment payment, Optional<ItemCount> cost, Progress next) implements Outcome {}

  /** It is none. */
  record Refused(Refusal why) implements Outcome {}
}
