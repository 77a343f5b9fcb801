package dev.delos.mods.daily;

import java.time.Instant;
import java.time.LocalDate;
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
  UUID grantId() {
    return Grant.id(activity, uid, date);
  }
}
