package dev.delos.mods.daily.rules;

/** What a plan counts for its milestones and its cycle. */
public enum Counting {
  /** All sign-ins: missing a day loses nothing. */
  TOTAL,
  /** The sign-ins of the calendar month. */
  MONTH_TOTAL,
  /** The sign-ins since a day was missed. */
  STREAK,
  /** The sign-ins of the calendar month since a day was missed in it. */
  MONTH_STREAK;

  boolean isStreak() {
    return this == STREAK || this == MONTH_STREAK;
  }

  boolean isMonthly() {
    return this == MONTH_TOTAL || this == MONTH_STREAK;
  }
}
