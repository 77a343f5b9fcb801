package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SignInDaysTest {
  private static final String BEGIN = "2026-11-01T00:00:00Z";

  @Test
  void aResetThatMovesAnHourMakesOneDayAnHourLongerOrShorter() {
    Timeline later =
        Plans.timeline(BEGIN, Plans.plan("UTC", 4), "2026-11-10T12:00:00Z", Plans.plan("UTC", 5));
    assertThat(end(later, "2026-11-10T12:00:00Z")).isEqualTo("2026-11-11T05:00:00Z");
    assertThat(day(later, "2026-11-11T04:59:59Z")).isEqualTo("2026-11-10");
    assertThat(day(later, "2026-11-11T05:00:00Z")).isEqualTo("2026-11-11");

    Timeline earlier =
        Plans.timeline(BEGIN, Plans.plan("UTC", 4), "2026-11-10T12:00:00Z", Plans.plan("UTC", 3));
    assertThat(day(earlier, "2026-11-11T03:00:00Z")).isEqualTo("2026-11-11");
  }

  @Test
  void aChangeAtTheBeginOfADayHoldsFromThatDayOn() {
    Timeline timeline =
        Plans.timeline(BEGIN, Plans.plan("UTC", 4), "2026-11-10T04:00:00Z", Plans.plan("UTC", 3));
    assertThat(day(timeline, "2026-11-10T03:59:59Z")).isEqualTo("2026-11-09");
    assertThat(day(timeline, "2026-11-10T04:00:00Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-11T03:00:00Z")).isEqualTo("2026-11-11");
    assertThat(timeline.begin(LocalDate.parse("2026-11-10")))
        .contains(Instant.parse("2026-11-10T04:00:00Z"));
  }

  @Test
  void aZoneThatIsAheadLeavesADateOutRatherThanGiveADayOfFewHours() {
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan("UTC", 4),
            "2026-11-10T12:00:00Z",
            Plans.plan("Pacific/Kiritimati", 4));
    // The 11th begins there at 14:00 UTC, ten hours after the 10th began here.
    assertThat(day(timeline, "2026-11-10T14:00:00Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-11T13:59:59Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-11T14:00:00Z")).isEqualTo("2026-11-12");
    assertThat(timeline.isOpen(LocalDate.parse("2026-11-11"))).isFalse();
    assertThat(timeline.begin(LocalDate.parse("2026-11-11"))).isEmpty();
    assertThat(end(timeline, "2026-11-10T05:00:00Z")).isEqualTo("2026-11-11T14:00:00Z");
  }

  @Test
  void aZoneThatIsBehindMakesTheDayLonger() {
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan("Pacific/Kiritimati", 4),
            "2026-11-10T15:00:00Z",
            Plans.plan("UTC", 4));
    assertThat(day(timeline, "2026-11-10T15:00:00Z")).isEqualTo("2026-11-11");
    assertThat(day(timeline, "2026-11-12T03:59:59Z")).isEqualTo("2026-11-11");
    assertThat(day(timeline, "2026-11-12T04:00:00Z")).isEqualTo("2026-11-12");
  }

  @Test
  void thereAndBackGivesNoSecondDay() {
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan("UTC", 4),
            "2026-11-10T05:00:00Z",
            Plans.plan("Pacific/Kiritimati", 4),
            "2026-11-10T06:00:00Z",
            Plans.plan("UTC", 4));
    assertThat(day(timeline, "2026-11-10T04:30:00Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-10T05:30:00Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-11T03:59:59Z")).isEqualTo("2026-11-10");
    assertThat(day(timeline, "2026-11-11T04:00:00Z")).isEqualTo("2026-11-11");
  }

  @Test
  void ofTwoVersionsOfOneInstantTheLaterIsValid() {
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan("UTC", 4),
            "2026-11-10T12:00:00Z",
            Plans.plan("Pacific/Kiritimati", 4),
            "2026-11-10T12:00:00Z",
            Plans.plan("UTC", 4));
    assertThat(timeline.at(Instant.parse("2026-11-10T12:00:00Z")).orElseThrow().id()).isEqualTo(3);
    assertThat(timeline.at(Instant.parse("2026-11-10T11:59:59Z")).orElseThrow().id()).isEqualTo(1);
    assertThat(end(timeline, "2026-11-10T12:00:00Z")).isEqualTo("2026-11-11T04:00:00Z");
  }

  @Test
  void beforeTheFirstVersionThereIsNone() {
    Timeline timeline = Plans.timeline(BEGIN, Plans.plan());
    assertThat(timeline.at(Instant.parse(BEGIN).minusNanos(1))).isEmpty();
    assertThat(timeline.isOpen(LocalDate.parse("2026-10-30"))).isFalse();
    // The day that it was when the activity began.
    assertThat(timeline.isOpen(LocalDate.parse("2026-10-31"))).isTrue();
  }

  private static LocalDate day(Timeline timeline, String now) {
    return timeline.dayAt(Instant.parse(now));
  }

  private static Instant end(Timeline timeline, String now) {
    return timeline.endOfDayAt(Instant.parse(now));
  }
}
