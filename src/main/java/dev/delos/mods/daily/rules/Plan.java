package dev.delos.mods.daily.rules;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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

  boolean isOpen(LocalDate day) {
    return open.contains(day);
  }

  List<Event> eventsOn(LocalDate day) {
    return events.stream().filter(event -> event.dates().contains(day)).toList();
  }
}
