package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Whatever zones and reset hours follow each other, and whenever: nobody signs in twice. */
class SignInDaysPropertyTest {
  private static final Plan PLAN = PlanDocument.read(Plans.plan());
  private static final Instant FIRST = Instant.parse("2016-01-01T00:00:00Z");
  private static final long YEARS = Duration.ofDays(7300).toSeconds();

  /** Some zones shift by more than two hours: Casey by three. */
  private static final Duration SHORTEST = Duration.ofHours(21);

  /** After a change: 24 hours, a reset that is 23 hours later, zones that are 26 hours apart. */
  private static final Duration LONGEST = Duration.ofHours(24 + 23 + 26);

  /** The days of a span, each with the first instant at which it was seen. */
  private static NavigableMap<LocalDate, Instant> walk(
      Timeline timeline, Instant from, Instant to) {
    TreeMap<LocalDate, Instant> days = new TreeMap<>();
    Instant now = from;
    while (now.isBefore(to)) {
      assertThat(days).doesNotContainKey(timeline.dayAt(now));
      days.put(timeline.dayAt(now), now);
      Instant end = timeline.endOfDayAt(now);
      assertThat(end).isAfter(now);
      assertThat(timeline.dayAt(end.minusNanos(1))).isEqualTo(timeline.dayAt(now));
      assertThat(timeline.dayAt(end)).isAfter(timeline.dayAt(now));
      now = end;
    }
    return days;
  }

  @Property(tries = 500)
  void daysOnlyGoUpAndEachIsAboutADayAfterTheOneBefore(
      @ForAll("timelines") List<Version> versions) {
    Timeline timeline = new Timeline(versions);
    Instant from = versions.get(0).from();
    Instant last = versions.get(versions.size() - 1).from();
    NavigableMap<LocalDate, Instant> days = walk(timeline, from, last.plus(Duration.ofDays(5)));

    // The first was under way when the first version came: when it began is what the clock says.
    List<Instant> begins = new ArrayList<>(days.values());
    begins.set(0, timeline.begin(days.firstKey()).orElseThrow());
    for (int i = 1; i < begins.size(); i++) {
      Instant earlier = begins.get(i - 1);
      Instant begin = begins.get(i);
      assertThat(Duration.between(earlier, begin)).isGreaterThanOrEqualTo(SHORTEST);
      assertThat(Duration.between(latest(earlier, lastBefore(begin, versions)), begin))
          .isLessThanOrEqualTo(LONGEST);
    }
  }

  private static Instant lastBefore(Instant begin, List<Version> versions) {
    return versions.stream()
        .map(Version::from)
        .filter(from -> from.isBefore(begin))
        .reduce(Instant.MIN, SignInDaysPropertyTest::latest);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Property(tries = 300)
  void aDateIsOpenExactlyIfItIsADayAtSomeTime(@ForAll("timelines") List<Version> versions) {
    Timeline timeline = new Timeline(versions);
    Instant from = versions.get(0).from();
    Instant to = versions.get(versions.size() - 1).from().plus(Duration.ofDays(5));
    NavigableMap<LocalDate, Instant> days = walk(timeline, from, to);

    for (LocalDate date = days.firstKey(); date.isBefore(days.lastKey()); date = date.plusDays(1)) {
      assertThat(timeline.isOpen(date)).as(date.toString()).isEqualTo(days.containsKey(date));
      if (days.containsKey(date) && !date.equals(days.firstKey())) {
        assertThat(timeline.begin(date)).contains(days.get(date));
      }
    }
    assertThat(timeline.isOpen(days.firstKey().minusDays(1))).isFalse();
  }

  @Property(tries = 500)
  void aVersionChangesNothingBeforeItsInstant(
      @ForAll("timelines") List<Version> versions,
      @ForAll @LongRange(max = 2_000_000) long seconds) {
    Timeline before = new Timeline(versions.subList(0, versions.size() - 1));
    Timeline after = new Timeline(versions);
    Instant change = versions.get(versions.size() - 1).from();
    Instant now = change.minusNanos(1).minusSeconds(seconds);
    if (now.isBefore(versions.get(0).from())) {
      return;
    }
    assertThat(after.dayAt(now)).isEqualTo(before.dayAt(now));
    assertThat(after.at(now)).isEqualTo(before.at(now));
    for (LocalDate day = before.dayAt(now);
        day.isAfter(before.dayAt(now).minusDays(40));
        day = day.minusDays(1)) {
      assertThat(after.begin(day)).isEqualTo(before.begin(day));
      assertThat(after.isOpen(day)).isEqualTo(before.isOpen(day));
    }
  }

  @Property(tries = 300)
  void withoutAChangeOfTheClockTheDayIsTheClocks(
      @ForAll("clocks") DayClock clock,
      @ForAll("instants") Instant from,
      @ForAll @LongRange(max = 50_000_000) long seconds) {
    Timeline timeline =
        new Timeline(
            List.of(version(1, from, clock), version(2, from.plusSeconds(seconds / 2), clock)));
    assertThat(timeline.dayAt(from.plusSeconds(seconds)))
        .isEqualTo(clock.dayAt(from.plusSeconds(seconds)));
  }

  @Property(tries = 300)
  void threeDaysAfterAChangeTheDayIsTheNewClocks(@ForAll("timelines") List<Version> versions) {
    Version last = versions.get(versions.size() - 1);
    Instant later = last.from().plus(LONGEST);
    assertThat(new Timeline(versions).dayAt(later)).isEqualTo(last.plan().clock().dayAt(later));
  }

  @Provide
  Arbitrary<DayClock> clocks() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
    Arbitrary<ZoneId> extreme =
        Arbitraries.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Etc/GMT+12", "UTC")
            .map(ZoneId::of);
    return Combinators.combine(
            Arbitraries.oneOf(zones, extreme), Arbitraries.integers().between(0, 23))
        .as(DayClock::new);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, YEARS).map(FIRST::plusSeconds);
  }

  /** Two to six versions, hours or days apart. */
  @Provide
  Arbitrary<List<Version>> timelines() {
    Arbitrary<Long> gaps =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 200_000),
            Arbitraries.longs().between(0, 90).map(hours -> hours * 3600),
            Arbitraries.longs().between(0, 2_000_000));
    return Combinators.combine(
            instants(), clocks().list().ofMinSize(2).ofMaxSize(6), gaps.list().ofSize(6))
        .as(SignInDaysPropertyTest::versions);
  }

  private static List<Version> versions(Instant from, List<DayClock> clocks, List<Long> gaps) {
    List<Version> versions = new ArrayList<>();
    Instant at = from;
    for (int i = 0; i < clocks.size(); i++) {
      versions.add(version(i + 1, at, clocks.get(i)));
      at = at.plusSeconds(gaps.get(i));
    }
    return versions;
  }

  private static Version version(long id, Instant from, DayClock clock) {
    return new Version(id, from, Plans.withClock(PLAN, clock));
  }
}
