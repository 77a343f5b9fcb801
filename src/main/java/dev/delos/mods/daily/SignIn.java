package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A sign-in that is to be stored with its grant.
 *
 * @param requestId whose request it is: a repeat finds its own sign-in by it
 * @param revision of the progress that it follows from
 * @param next the progress after it
 */
record SignIn(
    String uid,
    Occasion occasion,
    Instant claimedAt,
    UUID requestId,
    long revision,
    Progress next) {
  /** One a player and activity: of two only one can follow from the same progress. */
  static final Comparator<SignIn> BY_PROGRESS =
      Comparator.comparing(SignIn::uid).thenComparing(signIn -> signIn.occasion().activity());

  /** How long it makes the streak. */
  int streak() {
    return next.streakOn(occasion.date());
  }

  UUID grantId() {
    return Grant.id(occasion.activity(), uid, occasion.date());
  }
}
