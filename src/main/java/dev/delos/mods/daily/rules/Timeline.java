package dev.delos.mods.daily.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of one activity's plan. What is added to it holds from its instant on: nothing
 * before that changes.
 */
public final class Timeline {
  private static final int MOST_KNOWN = 4096;

  private final List<Version> versions;
  private final Map<LocalDate, Boolean> missable = new ConcurrentHashMap<>();
  private final SignInDays days;

  /**
   * Takes the versions.
   *
   * @param versions at least one, in the order of their instants; of two with the same instant the
   *     later in the list is valid
   */
  public Timeline(List<Version> versions) {
    this.versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no version");
    }
    for (int i = 1; i < versions.size(); i++) {
      if (versions.get(i).from().isBefore(versions.get(i - 1).from())) {
        throw new IllegalArgumentException("not in order: version " + versions.get(i).id());
      }
    }
    this.days = new SignInDays(this.versions);
  }

  /** The version that is valid at an instant; empty before the first. */
  public Optional<Version> at(Instant now) {
    return versions.stream()
        .filter(version -> !version.from().isAfter(now))
        .reduce((earlier, later) -> later);
  }

  /** The plan of a version that was valid at some time, or will be. */
  public Optional<Plan> plan(long version) {
    return versions.stream().filter(known -> known.id() == version).findFirst().map(Version::plan);
  }

  /**
   * The sign-in day at an instant.
   *
   * @throws IllegalArgumentException if that is before the first version
   */
  public LocalDate dayAt(Instant now) {
    return days.at(now);
  }

  /** When the sign-in day at an instant ends, as far as versions are known: always after it. */
  public Instant endOfDayAt(Instant now) {
    return days.endOfDayAt(now);
  }

  /**
   * When a sign-in day begins, as far as versions are known: the instant at which to activate
   * another that is to hold from that day on. Empty if there is no such day.
   */
  public Optional<Instant> begin(LocalDate day) {
    return days.begin(day);
  }

  /**
   * Whether players could sign in on a day: a change of the clock didn't leave it out, and the
   * version that was valid when it began says that the activity is open.
   */
  boolean isOpen(LocalDate day) {
    return atBegin(day).filter(version -> version.plan().isOpen(day)).isPresent();
  }

  /** Whether who didn't sign in on a day missed something: the version valid then has it. */
  boolean canBeMissed(LocalDate day) {
    // A streak is followed over all days on which the activity was closed, again and again.
    Boolean known = missable.get(day);
    if (known != null) {
      return known;
    }
    boolean found = atBegin(day).filter(version -> version.plan().hasSignIn(day)).isPresent();
    if (missable.size() < MOST_KNOWN) {
      missable.put(day, found);
    }
    return found;
  }

  private Optional<Version> atBegin(LocalDate day) {
    return days.begin(day).map(begin -> at(begin).orElse(versions.get(0)));
  }
}
