package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.SignInCalendar.CalendarDay;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds in every zone at every instant, and around every change of a clock. */
class SignInCalendarPropertyTest {
  private static final Instant FIRST = Instant.parse("1840-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  /** A zone and an instant there: as often as not within two days of a change of its clocks. */
  record Moment(ZoneId zone, Instant instant) {}

  @Property
  void theDayNeverGoesBack(
      @ForAll("moments") Moment moment,
      @ForAll @IntRange(max = 23) int resetHour,
      @ForAll @LongRange(max = 200_000) long seconds) {
    SignInCalendar calendar = calendar(moment, resetHour);
    LocalDate before = calendar.signInDate(moment.instant());
    LocalDate after = calendar.signInDate(moment.instant().plusSeconds(seconds));
    assertThat(after).isAfterOrEqualTo(before);
  }

  @Property
  void theDayIsTheLatestThatHasBegun(
      @ForAll("moments") Moment moment, @ForAll @IntRange(max = 23) int resetHour) {
    LocalDate around = LocalDate.ofInstant(moment.instant(), ZoneOffset.UTC);
    LocalDate latest =
        Stream.iterate(around.minusDays(5), day -> day.plusDays(1))
            .limit(11)
            .filter(day -> !start(day, resetHour, moment.zone()).isAfter(moment.instant()))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    assertThat(calendar(moment, resetHour).signInDate(moment.instant())).isEqualTo(latest);
  }

  @Property
  void theDayChangesExactlyAtTheNextReset(
      @ForAll("moments") Moment moment, @ForAll @IntRange(max = 23) int resetHour) {
    SignInCalendar calendar = calendar(moment, resetHour);
    LocalDate today = calendar.signInDate(moment.instant());
    Instant reset = calendar.nextReset(moment.instant());

    assertThat(reset).isAfter(moment.instant());
    assertThat(calendar.signInDate(reset.minusNanos(1))).isEqualTo(today);
    assertThat(calendar.signInDate(reset)).isAfter(today);
  }

  @Property
  void aDateIsLeftOutOnlyIfTheZoneLeftItOut(
      @ForAll("moments") Moment moment, @ForAll @IntRange(max = 23) int resetHour) {
    SignInCalendar calendar = calendar(moment, resetHour);
    LocalDate today = calendar.signInDate(moment.instant());
    LocalDate next = calendar.signInDate(calendar.nextReset(moment.instant()));

    if (!next.equals(today.plusDays(1))) {
      assertThat(next).isEqualTo(today.plusDays(2));
      assertThat(start(today.plusDays(1), resetHour, moment.zone()))
          .isEqualTo(start(next, resetHour, moment.zone()));
    }
  }

  @Property
  void aWeekIsSevenDaysFromMondayAroundItsDate(@ForAll @LongRange(max = 100_000) long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    SignInCalendar calendar = Samples.calendar(ZoneId.of("UTC"), 4, List.of());
    List<LocalDate> week = calendar.week(date).stream().map(CalendarDay::date).toList();

    assertThat(week).hasSize(7).contains(date).isSorted().doesNotHaveDuplicates();
    assertThat(week.get(0).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    assertThat(week.get(6)).isEqualTo(week.get(0).plusDays(6));
  }

  @Provide
  Arbitrary<Moment> moments() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
    Arbitrary<Instant> instants =
        Arbitraries.longs()
            .between(FIRST.getEpochSecond(), LAST.getEpochSecond())
            .map(Instant::ofEpochSecond);
    Arbitrary<Duration> distances =
        Arbitraries.longs().between(-172_800, 172_800).map(Duration::ofSeconds);
    return Arbitraries.oneOf(
        Combinators.combine(zones, instants).as(Moment::new),
        Combinators.combine(zones, instants, distances)
            .as((zone, instant, far) -> new Moment(zone, nextChange(zone, instant).plus(far))));
  }

  private static Instant nextChange(ZoneId zone, Instant instant) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
    return change == null ? instant : change.getInstant();
  }

  private static Instant start(LocalDate date, int resetHour, ZoneId zone) {
    return date.atTime(resetHour, 0).atZone(zone).toInstant();
  }

  private static SignInCalendar calendar(Moment moment, int resetHour) {
    return Samples.calendar(moment.zone(), resetHour, List.of());
  }
}
