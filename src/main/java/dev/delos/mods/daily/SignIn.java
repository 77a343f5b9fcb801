package dev.delos.mods.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/**
 * A sign-in that is to be stored with its grant.
 *
 * @param requestId whose request it is: a repeat finds its own sign-in by it
 * @param expiresAt until when the reward may be delivered
 */
record SignIn(
    String activity,
    String uid,
    LocalDate date,
    Instant claimedAt,
    UUID requestId,
    Reward reward,
    Instant expiresAt) {
  static final Comparator<SignIn> BY_KEY =
      Comparator.comparing(SignIn::uid).thenComparing(SignIn::date).thenComparing(SignIn::activity);

  UUID grantId() {
    return Grant.id(activity, uid, date);
  }
}
