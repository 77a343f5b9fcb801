package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.Outcome.Refused;
import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignInRulesTest extends Visits {
  @Test
  void aDayIsSignedInOnOnce() {
    SignInRules rules = rules(Plans.plan());
    assertThat(come(rules, "2026-11-10").payment().items()).containsExactly(coins(100));
    assertThat(refusal(rules, "2026-11-10")).isEqualTo(Refusal.ALREADY_SIGNED_IN);
    assertThat(come(rules, "2026-11-11").payment().items())
        .containsExactly(new ItemCount("gem", 1));
  }

  @Test
  void onlyTheDayThatItIsIsSignedInOn() {
    SignInRules rules = rules(Plans.plan());
    for (String day : List.of("2026-11-09", "2026-11-11")) {
      assertThat(rules.signIn(progress, NOBODY, LocalDate.parse(day), noon("2026-11-10")))
          .isEqualTo(new Refused(Refusal.NOT_TODAY));
    }
  }

  @Test
  void anActivityIsOpenFromItsFirstVersionOnAndOnItsDays() {
    SignInRules rules = rules(Plans.plan().put("from", "2026-11-05").put("to", "2026-11-06"));
    assertThat(refusal(rules, "2026-10-31")).isEqualTo(Refusal.NOT_OPEN);
    assertThat(refusal(rules, "2026-11-04")).isEqualTo(Refusal.NOT_OPEN);
    come(rules, "2026-11-05");
    come(rules, "2026-11-06");
    assertThat(refusal(rules, "2026-11-07")).isEqualTo(Refusal.NOT_OPEN);
  }

  @Test
  void aDayThatBringsNothingCountsOnlyForMilestones() {
    JsonObject plan = weekly("1");
    assertThat(refusal(rules(plan), "2026-11-10")).isEqualTo(Refusal.NOTHING);

    plan.put("milestones", new JsonArray().add(Plans.milestone(2, "gem")));
    assertThat(come(rules(plan), "2026-11-10").payment().lines()).isEmpty();
    assertThat(come(rules(plan), "2026-11-11").payment().items())
        .containsExactly(new ItemCount("gem", 1));
  }

  @Test
  void aDayThatCannotBeSignedInOnBreaksNoStreak() {
    JsonObject plan = weekly("2", "4").put("progress", Plans.progress("streak", "none"));
    come(rules(plan), "2026-11-10");
    assertThat(refusal(rules(plan), "2026-11-11")).isEqualTo(Refusal.NOTHING);
    assertThat(come(rules(plan), "2026-11-12").payment().count()).isEqualTo(2);
    assertThat(dryRun(rules(plan), "2026-11-17").payment().count()).isEqualTo(3);
    assertThat(dryRun(rules(plan), "2026-11-19").payment().count()).isEqualTo(1);

    plan.put("milestones", new JsonArray().add(Plans.milestone(9, "gem")));
    assertThat(dryRun(rules(plan), "2026-11-17").payment().count())
        .as("where there are milestones, it could have been")
        .isEqualTo(1);
  }

  /** Brings something on those days of the week. */
  private static JsonObject weekly(String... days) {
    JsonObject rewards = new JsonObject();
    Stream.of(days).forEach(day -> rewards.put(day, Plans.reward("coin", 1)));
    JsonObject table = new JsonObject().put("from", "2026-11-02").put("rewards", rewards);
    return Plans.plan().put("calendar", new JsonObject().put("week", new JsonArray().add(table)));
  }

  @Test
  void aShortMonthHasItsLastDayAndNoThirtyFirst() {
    JsonObject rewards =
        new JsonObject()
            .put("30", Plans.reward("coin", 30))
            .put("31", Plans.reward("coin", 31))
            .put("last", Plans.reward("chest", 1));
    JsonObject plan =
        Plans.plan()
            .put(
                "calendar",
                new JsonObject()
                    .put(
                        "month",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("from", "2026-11-01")
                                    .put("rewards", rewards))));
    assertThat(come(rules(plan), "2026-11-30").payment().items())
        .containsExactly(new ItemCount("chest", 1));
    assertThat(come(rules(plan), "2026-12-30").payment().items()).containsExactly(coins(30));
    assertThat(come(rules(plan), "2026-12-31").payment().items())
        .containsExactly(new ItemCount("chest", 1));
    assertThat(come(rules(plan), "2027-02-28").payment().items())
        .containsExactly(new ItemCount("chest", 1));
    rewards.remove("last");
    assertThat(refusal(rules(plan), "2027-04-29")).isEqualTo(Refusal.NOTHING);
    assertThat(come(rules(plan), "2027-04-30").payment().items()).containsExactly(coins(30));
  }

  @Test
  void aStreakStartsAgainAfterAMissedDayButNotAfterAnExcusedOne() {
    JsonObject plan = Plans.plan().put("progress", Plans.progress("streak", "none"));
    come(rules(plan), "2026-11-10");
    come(rules(plan), "2026-11-11");
    assertThat(dryRun(rules(plan), "2026-11-13").payment().count()).isEqualTo(1);
    assertThat(dryRun(rules(plan, "2026-11-12"), "2026-11-13").payment().count()).isEqualTo(3);
    assertThat(dryRun(rules(plan, "2026-11-12"), "2026-11-14").payment().count()).isEqualTo(1);
  }

  @Test
  void aDateThatAChangeOfTheZoneLeftOutBreaksNoStreak() {
    JsonObject streak = Plans.progress("streak", "none");
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan().put("progress", streak),
            "2026-11-10T12:00:00Z",
            Plans.plan("Pacific/Kiritimati", 4).put("progress", streak));
    SignInRules rules = new SignInRules(timeline, Set.of());
    come(rules, "2026-11-10");
    assertThat(refusal(rules, "2026-11-11")).isEqualTo(Refusal.NOT_TODAY);
    Instant afterReset = Instant.parse("2026-11-11T14:00:00Z");
    Outcome outcome = rules.signIn(progress, NOBODY, LocalDate.parse("2026-11-12"), afterReset);
    assertThat(((SignedIn) outcome).payment().count()).isEqualTo(2);
    assertThat(rules.makeUp(progress, LocalDate.parse("2026-11-11"), afterReset))
        .isEqualTo(new Refused(Refusal.NO_MAKE_UP));
  }

  @Test
  void daysOnWhichAnActivityWasClosedBreakNoStreak() {
    JsonObject streak = Plans.progress("streak", "none");
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan().put("progress", streak).put("to", "2026-11-10"),
            "2026-11-20T12:00:00Z",
            Plans.plan().put("progress", streak).put("from", "2026-11-21"));
    SignInRules rules = new SignInRules(timeline, Set.of());
    come(rules, "2026-11-10");
    assertThat(come(rules, "2026-11-21").payment().count()).isEqualTo(2);
  }

  @Test
  void aMonthsCountBeginsWithTheMonth() {
    for (String mode : List.of("streak", "cumulative")) {
      progress = Progress.NONE;
      SignInRules rules =
          rules(
              Plans.plan()
                  .put("progress", Plans.progress(mode, "month"))
                  .put("milestones", new JsonArray().add(Plans.milestone(2, "gem"))));
      assertThat(come(rules, "2026-11-29").payment().count()).isEqualTo(1);
      assertThat(why(come(rules, "2026-11-30"))).contains(new Why.OfMilestone(2));
      assertThat(come(rules, "2026-12-01").payment().count()).isEqualTo(1);
      assertThat(why(come(rules, "2026-12-02"))).contains(new Why.OfMilestone(2));
    }
  }

  @Test
  void allThatMultipliesIsMultipliedThenCappedThenRounded() {
    SignInRules rules = rules(rich());
    Instant saturday = noon("2026-11-07");
    JsonObject vip = new JsonObject().put("vip", new JsonArray().add("silver").add("gold"));
    Outcome outcome = rules.signIn(progress, vip, LocalDate.parse("2026-11-07"), saturday);
    Payment payment = ((SignedIn) outcome).payment();

    Payment.Line day = payment.lines().get(0);
    assertThat(day.multipliers())
        .extracting(applied -> applied.id() + " " + applied.factor())
        .containsExactly("weekend 3/2", "vip 3/2", "feast 2");
    assertThat(day.factor()).hasToString("4");
    assertThat(day.items()).containsExactly(coins(400));
    assertThat(payment.lines())
        .extracting(Payment.Line::why)
        .containsExactly(new Why.Day(), new Why.OfEvent("feast"));
    assertThat(payment.items()).containsExactly(new ItemCount("cake", 4), coins(400));

    Payment plain = dryRun(rules, "2026-11-14").payment();
    assertThat(plain.items()).containsExactly(coins(150));
  }

  @Test
  void anEventInPlaceOfTheDaysRewardReplacesIt() {
    JsonObject plan = rich();
    plan.getJsonArray("events").getJsonObject(0).put("instead", true);
    assertThat(why(dryRun(rules(plan), "2026-11-07"))).containsExactly(new Why.OfEvent("feast"));
  }

  @Test
  void milestonesAreMultipliedOnlyIfThePlanSaysSo() {
    JsonObject plan = rich().put("milestones", new JsonArray().add(Plans.milestone(1, "star")));
    assertThat(dryRun(rules(plan), "2026-11-07").payment().items())
        .contains(new ItemCount("star", 1));
    plan.getJsonObject("combine").put("milestones", true);
    assertThat(dryRun(rules(plan), "2026-11-07").payment().items())
        .contains(new ItemCount("star", 3));
  }

  @Test
  void aClaimIsPaidByTheVersionThatIsValidAtItsInstant() {
    Timeline timeline =
        Plans.timeline(
            BEGIN,
            Plans.plan(),
            "2026-11-10T12:00:00Z",
            Plans.plan().put("calendar", Plans.cycle(Plans.reward("star", 9))));
    SignInRules rules = new SignInRules(timeline, Set.of());
    LocalDate day = LocalDate.parse("2026-11-10");
    Payment before =
        ((SignedIn) rules.signIn(progress, NOBODY, day, Instant.parse("2026-11-10T11:59:59.999Z")))
            .payment();
    Payment after =
        ((SignedIn) rules.signIn(progress, NOBODY, day, Instant.parse("2026-11-10T12:00:00Z")))
            .payment();
    assertThat(before.version()).isEqualTo(1);
    assertThat(before.items()).containsExactly(coins(100));
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.items()).containsExactly(new ItemCount("star", 9));
  }
}
