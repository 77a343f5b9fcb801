package dev.delos.mods.daily;

/** How a claim went. The names are what service, lobby and client say to each other. */
enum ClaimCode {
  /** Signed in by this claim. */
  CLAIMED,
  /** Signed in on that day before. */
  ALREADY_CLAIMED,
  /** The date isn't the sign-in day that it is now. */
  NOT_TODAY,
  /** The day has no reward. */
  NOTHING_TODAY,
  /** The service didn't answer: the player may repeat it, and gets the reward once. */
  TRY_AGAIN,
  /** The client sent something that isn't a claim. */
  BAD_REQUEST
}
