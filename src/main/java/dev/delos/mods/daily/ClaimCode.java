package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Refusal;

/**
 * How a claim or a make-up went. The names are what service, lobby and client say to each other;
 * those that aren't explained are of a {@link Refusal}.
 */
enum ClaimCode {
  /** Signed in by this claim. */
  CLAIMED,
  /** Signed in by this make-up. */
  MADE_UP,
  /** Signed in on that day before: the answer to a claim. */
  ALREADY_CLAIMED,
  /** The date isn't the sign-in day that it is now. */
  NOT_TODAY,
  /** The day has no reward. */
  NOTHING_TODAY,
  /** The player has less than the make-up costs. */
  NOT_ENOUGH,
  /** The make-up costs more, or another item, than the player was shown. */
  OTHER_PRICE,
  NOT_OPEN,
  ALREADY_SIGNED_IN,
  NOTHING,
  NO_MAKE_UP,
  NOT_OVER,
  TOO_LONG_AGO,
  BEFORE_FIRST,
  NO_SUCH_DAY,
  CAP_REACHED,
  /** The service didn't answer: the player may repeat it, and gets the reward once. */
  TRY_AGAIN,
  /** The client sent something that is neither. */
  BAD_REQUEST;

  /** Why a day can't be made up. */
  static ClaimCode of(Refusal why) {
    return valueOf(why.name());
  }

  /** Whether the player is signed in by it. */
  boolean isDone() {
    return this == CLAIMED || this == MADE_UP;
  }
}
