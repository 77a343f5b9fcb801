package dev.delos.mods.daily.rules;

/** Why a sign-in is not one. The names are for clients and operators. */
public enum Refusal {
  /** The activity has not begun, is over, or has no version yet. */
  NOT_OPEN,
  /** The date isn't the sign-in day that it is now. */
  NOT_TODAY,
  /** That day was signed in on before. */
  ALREADY_SIGNED_IN,
  /** The day brings nothing, and counts for nothing. */
  NOTHING,
  /** The plan has no make-up. */
  NO_MAKE_UP,
  /** Only days that are over are made up. */
  NOT_OVER,
  /** The day is too long ago. */
  TOO_LONG_AGO,
  /** The day is before the player's first sign-in. */
  BEFORE_FIRST,
  /** Nobody could sign in on that date: a change of the clock left it out, or it was closed. */
  NO_SUCH_DAY,
  /** As many days as a month allows were made up. */
  CAP_REACHED
}
