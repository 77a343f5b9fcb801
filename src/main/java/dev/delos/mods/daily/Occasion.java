package dev.delos.mods.daily;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What players sign in for: a day of an activity. Many sign-ins have the same.
 *
 * @param reward what it brings
 * @param mailboxTime for how long the reward may be delivered
 */
record Occasion(String activity, LocalDate date, Reward reward, Duration mailboxTime) {}
