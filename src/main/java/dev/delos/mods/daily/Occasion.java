package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Payment;
import java.time.Duration;
import java.time.LocalDate;

/**
 * What players sign in for: a day of an activity. Many sign-ins have the same.
 *
 * @param payment what it brings, and why
 * @param mailboxTime for how long the reward may be delivered
 */
record Occasion(String activity, Payment payment, Duration mailboxTime) {
  LocalDate date() {
    return payment.day();
  }
}
