package dev.delos.mods.daily;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A sign-in that is to be stored with its grant.
 *
 * @param requestId whose request it is: a repeat finds its own sign-in by it
 */
record SignIn(String uid, Occasion occasion, Instant claimedAt, UUID requestId) {
  static final Comparator<SignIn> BY_KEY =
      Comparator.comparing(SignIn::uid)
          .thenComparing(signIn -> signIn.occasion().date())
          .thenComparing(signIn -> signIn.occasion().activity());

  UUID grantId() {
    return Grant.id(occasion.activity(), uid, occasion.date());
  }
}
