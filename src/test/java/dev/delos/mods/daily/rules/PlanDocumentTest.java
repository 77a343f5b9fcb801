package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanDocumentTest {
  @Test
  void aRightPlanHasNoMistake() {
    assertThat(PlanDocument.mistakes(Plans.plan())).isEmpty();
  }

  @Test
  void allMistakesAreNamedAtOnceWithTheirPaths() {
    JsonObject plan =
        Plans.plan("Europe/Berlim", 24)
            .put("colour", "red")
            .put("from", "2026-02-30")
            .put(
                "calendar",
                new JsonObject()
                    .put(
                        "week",
                        new JsonArray()
                            .add(table("2026-01-05", "1", Plans.reward("coin", 0)))
                            .add(table("2026-01-13", "8", Plans.reward("coin", 1)))))
            .put(
                "milestones",
                new JsonArray()
                    .add(new JsonObject().put("at", "seven").put("reward", Plans.reward("gem", 1)))
                    .add(Plans.milestone(9, "Gem!"))
                    .add(new JsonObject().put("at", 9)));
    plan.remove("mailboxDays");

    assertThat(PlanDocument.mistakes(plan))
        .extracting(Mistake::toString)
        .containsExactlyInAnyOrder(
            "colour: found an unknown key, allowed: calendar, combine, events, from, mailboxDays,"
                + " makeUp, milestones, multipliers, progress, resetHour, title, to, zone",
            "mailboxDays: found nothing, allowed: for how many days a reward waits that could not be"
                + " delivered, 1 to 3650",
            "resetHour: found 24, allowed: an hour of the day, 0 to 23",
            "zone: found \"Europe/Berlim\", allowed: a time zone's name, such as UTC, Europe/Berlin"
                + " or Asia/Shanghai",
            "from: found \"2026-02-30\", allowed: a date, such as 2026-11-23",
            "calendar.week[0].rewards.1.items[0].count: found 0, allowed: a whole number, 1 to"
                + " 1000000",
            "calendar.week[0].rewards.1.shownCount: found 0, allowed: a whole number, 1 to 1000000",
            "calendar.week[1].rewards.8: found an unknown key, allowed: 1 (Monday) to 7 (Sunday)",
            "calendar.week[1].from: found \"2026-01-13\", allowed: a Monday, such as 2026-01-12",
            "milestones[0].at: found \"seven\", allowed: a count of sign-ins, 1 to 10000",
            "milestones[1].reward.items[0].item: found \"Gem!\", allowed: an id: 1 to 32 of a-z,"
                + " 0-9, _ and -",
            "milestones[1].reward.icon: found \"Gem!\", allowed: an id: 1 to 32 of a-z, 0-9, _ and"
                + " -",
            "milestones[2].reward: found nothing, allowed: an object with the keys items, icon,"
                + " shownCount and description, all of them",
            "milestones[2].at: found 9, allowed: a count that no milestone before it has");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanDocument.read(plan))
        .withMessageContaining("colour: ")
        .withMessageContaining("milestones[2].at: ");
  }

  @Test
  void aCalendarIsOfOneKind() {
    JsonObject plan = Plans.plan();
    plan.getJsonObject("calendar")
        .put("month", new JsonArray().add(table("2026-11-01", "1", Plans.reward("coin", 1))));
    assertThat(paths(plan)).containsExactly("calendar");
    assertThat(paths(Plans.plan().put("calendar", new JsonObject()))).containsExactly("calendar");
  }

  @ParameterizedTest
  @CsvSource({
    "week, 2026-01-06, 'a Monday, such as 2026-01-05'",
    "week, 2026-01-08, 'a Monday, such as 2026-01-05'",
    "week, 2026-01-09, 'a Monday, such as 2026-01-12'",
    "week, 2026-02-30, a Monday's date",
    "month, 2026-01-06, 'a month''s first day, such as 2026-01-01'",
    "month, 2026-13-01, a month's first day's date"
  })
  void aTableBeginsWithItsWeekOrMonth(String kind, String from, String allowed) {
    JsonObject plan = tables(kind, from);
    assertThat(PlanDocument.mistakes(plan))
        .containsExactly(new Mistake("calendar." + kind + "[0].from", '"' + from + '"', allowed));
  }

  @ParameterizedTest
  @CsvSource({
    "week, 2026-01-12, 2026-01-05",
    "week, 2026-01-05, 2026-01-05",
    "month, 2026-02-01, 2026-01-01"
  })
  void tablesAscend(String kind, String first, String second) {
    assertThat(paths(tables(kind, first, second))).containsExactly("calendar." + kind + "[1].from");
  }

  @Test
  void whatAMonthCanNotReachIsNoMilestone() {
    JsonObject plan =
        Plans.plan()
            .put("progress", Plans.progress("streak", "month"))
            .put(
                "milestones",
                new JsonArray().add(Plans.milestone(31, "a")).add(Plans.milestone(32, "b")));
    assertThat(paths(plan)).containsExactly("milestones[1].at");
    assertThat(paths(plan.put("progress", Plans.progress("streak", "none")))).isEmpty();
  }

  @Test
  void anEventBringsSomethingOnItsOwnDays() {
    JsonObject event =
        new JsonObject()
            .put("id", "feast")
            .put("title", "Feast")
            .put("from", "2026-12-24")
            .put("to", "2026-12-26");
    JsonObject plan = Plans.plan().put("events", new JsonArray().add(event));

    assertThat(paths(plan)).containsExactly("events[0].reward");
    event.put("factor", 2);
    assertThat(paths(plan)).isEmpty();
    event.put("instead", true);
    assertThat(paths(plan)).containsExactly("events[0].instead");
    event.put(
        "days",
        new JsonObject()
            .put("2026-12-25", Plans.reward("gem", 1))
            .put("2026-12-27", Plans.reward("gem", 1))
            .put("2026-12-32", Plans.reward("gem", 1)));
    assertThat(paths(plan))
        .containsExactly("events[0].days.2026-12-27", "events[0].days.2026-12-32");
    event.remove("days");
    event.put("reward", Plans.reward("gem", 1)).put("to", "2026-12-23");
    assertThat(paths(plan)).containsExactly("events[0].to");
  }

  @Test
  void anEventIsOnDaysOnWhichThePlanIsOpen() {
    JsonObject event =
        new JsonObject()
            .put("id", "feast")
            .put("title", "Feast")
            .put("from", "2026-12-24")
            .put("to", "2026-12-26")
            .put("factor", 2);
    JsonObject plan = Plans.plan().put("events", new JsonArray().add(event));
    assertThat(paths(plan.copy().put("from", "2026-12-26").put("to", "2026-12-31"))).isEmpty();
    assertThat(paths(plan.copy().put("from", "2026-12-27"))).containsExactly("events[0].to");
    assertThat(paths(plan.copy().put("to", "2026-12-23"))).containsExactly("events[0].from");
  }

  @Test
  void aDeepDocumentIsRefusedLikeAnyOther() {
    JsonObject deep = new JsonObject();
    for (int i = 0; i < 900; i++) {
      deep = new JsonObject().put("deep", deep);
    }
    assertThat(paths(Plans.plan().put("deep", deep))).containsExactly("deep");
  }

  @Test
  void aMultiplierHasAConditionAFactorAndAnIdOfItsOwn() {
    JsonObject weekend =
        new JsonObject().put("id", "double").put("title", "Weekend").put("factor", "3/2");
    JsonObject plan =
        Plans.plan()
            .put(
                "multipliers",
                new JsonArray()
                    .add(weekend)
                    .add(weekend.copy().put("weekdays", new JsonArray().add(6).add(6))));

    assertThat(paths(plan))
        .containsExactly("multipliers[1].weekdays", "multipliers[0].weekdays", "multipliers[1].id");
    weekend.put("from", "2026-01-01");
    plan.getJsonArray("multipliers").remove(1);
    assertThat(paths(plan)).isEmpty();
    for (Object factor :
        List.of("0.5", "1e1", "9".repeat(9000), "101", "100.5", "1/2", "x", 0, 101, 1.5, true)) {
      assertThat(paths(plan.copy().put("combine", new JsonObject().put("cap", factor))))
          .as("%s", factor)
          .containsExactly("combine.cap");
    }
  }

  @Test
  void theCostOfMakeUpsEndsWithTheirNumber() {
    JsonObject makeUp =
        new JsonObject()
            .put("item", "token")
            .put("cost", new JsonArray().add(1).add(2).add(3))
            .put("perMonth", 2)
            .put("windowDays", 7);
    assertThat(paths(Plans.plan().put("makeUp", makeUp))).containsExactly("makeUp.cost");
    assertThat(paths(Plans.plan().put("makeUp", makeUp.put("perMonth", 3)))).isEmpty();
  }

  @Test
  void textsAreInAllLanguagesOfTheTitle() {
    JsonObject plan =
        Plans.plan().put("title", new JsonObject().put("en", "Sign-in").put("zh", "签到"));
    reward(plan).put("description", new JsonObject().put("en", "Coins"));
    assertThat(PlanDocument.mistakes(plan))
        .containsExactly(
            new Mistake(
                "calendar.cycle[0].description",
                "{\"en\":\"Coins\"}",
                "a text in each of the title's languages: en, zh"));
    reward(plan)
        .put(
            "description", new JsonObject().put("en", "Coins").put("zh", "金币").put("de", "Münzen"));
    assertThat(paths(plan)).isEmpty();
    plan.put("title", new JsonObject().put("English", "Sign-in"));
    assertThat(paths(plan)).contains("title.English");
  }

  @Test
  void aPatternIsOfTheWholeText() {
    JsonObject plan = Plans.plan();
    reward(plan).put("icon", "coin\n");
    assertThat(paths(plan)).containsExactly("calendar.cycle[0].icon");
  }

  @Test
  void whatIsShownOfAValueIsShort() {
    JsonObject plan = Plans.plan().put("zone", "x".repeat(1000)).put("y".repeat(1000), 1);
    assertThat(PlanDocument.mistakes(plan))
        .hasSize(2)
        .allSatisfy(mistake -> assertThat(mistake.path() + mistake.found()).hasSizeLessThan(110));
  }

  private static List<String> paths(JsonObject plan) {
    return PlanDocument.mistakes(plan).stream().map(Mistake::path).toList();
  }

  private static JsonObject reward(JsonObject plan) {
    return plan.getJsonObject("calendar").getJsonArray("cycle").getJsonObject(0);
  }

  private static JsonObject tables(String kind, String... from) {
    JsonArray tables = new JsonArray();
    for (String date : from) {
      tables.add(table(date, "1", Plans.reward("coin", 1)));
    }
    return Plans.plan().put("calendar", new JsonObject().put(kind, tables));
  }

  private static JsonObject table(String from, String day, JsonObject reward) {
    return new JsonObject().put("from", from).put("rewards", new JsonObject().put(day, reward));
  }
}
