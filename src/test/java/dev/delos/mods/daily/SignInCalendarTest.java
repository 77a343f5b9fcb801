package dev.delos.mods.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.SignInCalendar.CalendarDay;
import dev.delos.mods.daily.rules.Reward;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInCalendarTest {
  private static final Reward COINS = Samples.COINS;
  private static final Reward CHEST = Samples.CHEST;

  @ParameterizedTest(name = "{0}, reset at {1}, {2}: {3}")
  @CsvSource({
    // The reset hour.
    "UTC, 4, 2026-11-24T03:59:59.999999999Z, 2026-11-23",
    "UTC, 4, 2026-11-24T04:00:00Z, 2026-11-24",
    "UTC, 0, 2026-11-23T23:59:59Z, 2026-11-23",
    "UTC, 0, 2026-11-24T00:00:00Z, 2026-11-24",
    "UTC, 23, 2026-11-24T22:59:59Z, 2026-11-23",
    "UTC, 23, 2026-11-24T23:00:00Z, 2026-11-24",
    // Monday, month end, year end, leap day.
    "UTC, 4, 2026-11-23T03:59:59Z, 2026-11-22",
    "UTC, 4, 2026-11-23T04:00:00Z, 2026-11-23",
    "UTC, 4, 2026-12-01T03:59:59Z, 2026-11-30",
    "UTC, 4, 2027-01-01T03:59:59Z, 2026-12-31",
    "UTC, 4, 2027-01-01T04:00:00Z, 2027-01-01",
    "UTC, 4, 2028-02-29T04:00:00Z, 2028-02-29",
    "UTC, 4, 2028-03-01T03:59:59Z, 2028-02-29",
    "UTC, 4, 2026-03-01T03:59:59Z, 2026-02-28",
    // Zones far from each other, one instant.
    "Asia/Shanghai, 4, 2026-11-23T20:00:00Z, 2026-11-24",
    "Asia/Shanghai, 4, 2026-11-23T19:59:59Z, 2026-11-23",
    "Pacific/Kiritimati, 4, 2026-11-23T20:00:00Z, 2026-11-24",
    "America/Los_Angeles, 4, 2026-11-23T11:59:59Z, 2026-11-22",
    // Berlin puts its clocks forward over 2:00 and back over it.
    "Europe/Berlin, 4, 2026-03-29T01:59:59Z, 2026-03-28",
    "Europe/Berlin, 4, 2026-03-29T02:00:00Z, 2026-03-29",
    "Europe/Berlin, 2, 2026-03-29T00:59:59Z, 2026-03-28",
    "Europe/Berlin, 2, 2026-03-29T01:00:00Z, 2026-03-29",
    "Europe/Berlin, 4, 2026-10-25T02:59:59Z, 2026-10-24",
    "Europe/Berlin, 4, 2026-10-25T03:00:00Z, 2026-10-25",
    "Europe/Berlin, 2, 2026-10-24T23:59:59Z, 2026-10-24",
    "Europe/Berlin, 2, 2026-10-25T00:00:00Z, 2026-10-25",
    "Europe/Berlin, 2, 2026-10-25T01:00:00Z, 2026-10-25",
    "Europe/Berlin, 3, 2026-10-25T01:59:59Z, 2026-10-24",
    "Europe/Berlin, 3, 2026-10-25T02:00:00Z, 2026-10-25",
    // New York likewise, on other days.
    "America/New_York, 4, 2026-03-08T07:59:59Z, 2026-03-07",
    "America/New_York, 4, 2026-03-08T08:00:00Z, 2026-03-08",
    "America/New_York, 2, 2026-03-08T07:00:00Z, 2026-03-08",
    "America/New_York, 4, 2026-11-01T08:59:59Z, 2026-10-31",
    "America/New_York, 4, 2026-11-01T09:00:00Z, 2026-11-01",
    "America/New_York, 1, 2026-11-01T05:00:00Z, 2026-11-01",
    "America/New_York, 1, 2026-11-01T06:30:00Z, 2026-11-01",
    // Lord Howe moves its clocks by half an hour: 2:00 is 2:30.
    "Australia/Lord_Howe, 2, 2026-10-03T15:29:59Z, 2026-10-03",
    "Australia/Lord_Howe, 2, 2026-10-03T15:30:00Z, 2026-10-04",
    "Australia/Lord_Howe, 4, 2026-10-03T17:00:00Z, 2026-10-04",
    "Australia/Lord_Howe, 4, 2026-04-04T17:29:59Z, 2026-04-04",
    "Australia/Lord_Howe, 4, 2026-04-04T17:30:00Z, 2026-04-05",
    // Apia had no 30 December 2011.
    "Pacific/Apia, 4, 2011-12-30T09:59:59Z, 2011-12-29",
    "Pacific/Apia, 4, 2011-12-30T10:00:00Z, 2011-12-29",
    "Pacific/Apia, 4, 2011-12-30T13:59:59Z, 2011-12-29",
    "Pacific/Apia, 4, 2011-12-30T14:00:00Z, 2011-12-31",
    "Pacific/Apia, 0, 2011-12-30T09:59:59Z, 2011-12-29",
    "Pacific/Apia, 0, 2011-12-30T10:00:00Z, 2011-12-31",
    // St. John's put its clocks back at 0:01: the day has begun, and doesn't end for an hour.
    "America/St_Johns, 0, 2010-11-07T02:29:59Z, 2010-11-06",
    "America/St_Johns, 0, 2010-11-07T02:30:00Z, 2010-11-07",
    "America/St_Johns, 0, 2010-11-07T02:31:00Z, 2010-11-07",
    "America/St_Johns, 0, 2010-11-07T03:29:59Z, 2010-11-07",
    "America/St_Johns, 0, 2010-11-07T03:30:00Z, 2010-11-07",
    // Santiago puts its clocks forward at midnight.
    "America/Santiago, 0, 2026-09-06T03:59:59Z, 2026-09-05",
    "America/Santiago, 0, 2026-09-06T04:00:00Z, 2026-09-06",
  })
  void theDayBeginsAtTheResetHour(String zone, int resetHour, Instant now, LocalDate expected) {
    assertThat(calendar(zone, resetHour).signInDate(now)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}, reset at {1}, {2}: {3}")
  @CsvSource({
    "UTC, 4, 2026-11-23T03:59:59Z, 2026-11-23T04:00:00Z",
    "UTC, 4, 2026-11-23T04:00:00Z, 2026-11-24T04:00:00Z",
    "UTC, 0, 2026-12-31T12:00:00Z, 2027-01-01T00:00:00Z",
    "Europe/Berlin, 4, 2026-03-28T03:00:00Z, 2026-03-29T02:00:00Z",
    "Europe/Berlin, 4, 2026-10-24T02:00:00Z, 2026-10-25T03:00:00Z",
    "America/New_York, 4, 2026-10-31T08:00:00Z, 2026-11-01T09:00:00Z",
    "Pacific/Apia, 4, 2011-12-29T14:00:00Z, 2011-12-30T14:00:00Z",
    "America/St_Johns, 0, 2010-11-07T03:00:00Z, 2010-11-08T03:30:00Z",
  })
  void theDayEndsAtTheNextReset(String zone, int resetHour, Instant now, Instant expected) {
    assertThat(calendar(zone, resetHour).nextReset(now)).isEqualTo(expected);
  }

  @Test
  void theZoneOfTheMachineDoesNotMatter() {
    TimeZone machine = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(calendar("UTC", 4).signInDate(Instant.parse("2026-11-23T12:00:00Z")))
          .isEqualTo("2026-11-23");
    } finally {
      TimeZone.setDefault(machine);
    }
  }

  @Test
  void aWeekIsTheSevenDaysFromMondayWithTheirRewards() {
    SignInCalendar calendar =
        calendar(
            new RewardWeek(
                LocalDate.parse("2026-11-23"),
                Map.of(DayOfWeek.MONDAY, COINS, DayOfWeek.SUNDAY, CHEST)));

    List<CalendarDay> week = calendar.week(LocalDate.parse("2026-11-26"));

    assertThat(week)
        .extracting(CalendarDay::date)
        .map(LocalDate::toString)
        .containsExactly(
            "2026-11-23",
            "2026-11-24",
            "2026-11-25",
            "2026-11-26",
            "2026-11-27",
            "2026-11-28",
            "2026-11-29");
    assertThat(week.get(0).reward()).contains(COINS);
    assertThat(week.subList(1, 6)).allSatisfy(day -> assertThat(day.reward()).isEmpty());
    assertThat(week.get(6).reward()).contains(CHEST);
  }

  @Test
  void aTableHoldsFromItsMondayUntilTheNextOne() {
    SignInCalendar calendar =
        calendar(
            new RewardWeek(LocalDate.parse("2026-01-05"), everyDay(COINS)),
            new RewardWeek(LocalDate.parse("2026-11-23"), everyDay(CHEST)));

    assertThat(calendar.reward(LocalDate.parse("2026-01-04"))).isEmpty();
    assertThat(calendar.reward(LocalDate.parse("2026-01-05"))).contains(COINS);
    assertThat(calendar.reward(LocalDate.parse("2026-11-22"))).contains(COINS);
    assertThat(calendar.reward(LocalDate.parse("2026-11-23"))).contains(CHEST);
    assertThat(calendar.reward(LocalDate.parse("2030-01-01"))).contains(CHEST);
  }

  @Test
  void aWeekAcrossTheYearsEndIsOneWeek() {
    SignInCalendar calendar =
        calendar(
            new RewardWeek(LocalDate.parse("2026-12-28"), everyDay(COINS)),
            new RewardWeek(LocalDate.parse("2027-01-04"), everyDay(CHEST)));

    assertThat(calendar.week(LocalDate.parse("2027-01-03")))
        .hasSize(7)
        .allSatisfy(day -> assertThat(day.reward()).contains(COINS))
        .first()
        .extracting(day -> day.date().toString())
        .isEqualTo("2026-12-28");
  }

  private static SignInCalendar calendar(String zone, int resetHour) {
    return Samples.calendar(ZoneId.of(zone), resetHour, List.of());
  }

  private static SignInCalendar calendar(RewardWeek... weeks) {
    return Samples.calendar(ZoneId.of("UTC"), 4, List.of(weeks));
  }

  private static Map<DayOfWeek, Reward> everyDay(Reward reward) {
    return List.of(DayOfWeek.values()).stream()
        .collect(Collectors.toMap(day -> day, day -> reward));
  }
}
