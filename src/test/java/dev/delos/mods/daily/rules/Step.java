package dev.delos.mods.daily.rules;

/** What happens in a player's life, or in the operators'. */
sealed interface Step {
  record Wait(int hours) implements Step {}

  record SignIn(boolean isVip) implements Step {}

  /** Signs in on so many days in a row, as soon as each begins. */
  record ComeDaily(int days) implements Step {}

  record MakeUp(int back) implements Step {}

  /** Makes the last so many days up, from the latest to the earliest or the other way round. */
  record MakeUpAll(int back, boolean isLatestFirst) implements Step {}

  record Excuse(int back) implements Step {}

  /** What was excused isn't any more. */
  record Readmit(int back) implements Step {}

  /** A new version after some hours: one of the plans, with one of the clocks. */
  record Activate(int plan, int clock, int inHours) implements Step {}
}
