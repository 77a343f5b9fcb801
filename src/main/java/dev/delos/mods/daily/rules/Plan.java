package dev.delos.mods.daily.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rewards of an activity, as a {@link PlanDocument} says.
 *
 * @param mailboxTime for how long a reward that was not delivered waits
 * @param open the days on which players can sign in
 * @param makeUp empty if missed days stay missed
 */
public record Plan(
    Text title,
    DayClock clock,
    Duration mailboxTime,
    DateRange open,
    Calendar calendar,
    Counting counting,
    List<Milestone> milestones,
    List<Event> events,
    List<Multiplier> multipliers,
    Combination combination,
    Optional<MakeUp> makeUp) {
  public Plan {
    milestones = List.copyOf(milestones);
    events = List.copyOf(events);
    multipliers = List.copyOf(multipliers);
  }

  /** What its events and multipliers are called, by their ids. */
  public Map<String, Text> titles() {
    Map<String, Text> titles = new HashMap<>();
    events.forEach(event -> titles.put(event.id(), event.title()));
    multipliers.forEach(multiplier -> titles.put(multiplier.id(), multiplier.title()));
    return titles;
  }

  /** The sign-in day at an instant, by this plan's clock alone. */
  public LocalDate dayAt(Instant now) {
    return clock.dayAt(now);
  }

  public ZoneId zone() {
    return clock.zone();
  }

  public int resetHour() {
    return clock.resetHour();
  }

  /** From a sign-in day's begin, how much later a reward of it is delivered at most, in days. */
  public Duration longestWait() {
    return mailboxTime.plusDays(makeUp.map(MakeUp::windowDays).orElse(0));
  }

  /** What it costs to make a day up; empty if that can't be done. */
  public Optional<String> makeUpItem() {
    return makeUp.map(MakeUp::item);
  }

  public boolean isOpen(LocalDate day) {
    return open.contains(day);
  }

  /** Whether a sign-in on a day is something: it brings a reward, or counts for one. */
  boolean hasSignIn(LocalDate day) {
    return isOpen(day) && (!milestones.isEmpty() || brings(day));
  }

  private boolean brings(LocalDate day) {
    return calendar.reward(day, 1).isPresent()
        || eventsOn(day).stream().anyMatch(event -> event.rewardOn(day).isPresent());
  }

  List<Event> eventsOn(LocalDate day) {
    return events.stream().filter(event -> event.dates().contains(day)).toList();
  }
}
