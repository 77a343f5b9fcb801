package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.Outcome.Refused;
import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignInRulesTest {
  private static final String BEGIN = "2026-11-01T00:00:00Z";
  private static final JsonObject NOBODY = new JsonObject();

  private Progress progress = Progress.NONE;

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
    JsonObject plan =
        Plans.plan()
            .put(
                "calendar",
                new JsonObject()
                    .put(
                        "week",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("from", "2026-11-02")
                                    .put(
                                        "rewards",
                                        new JsonObject().put("1", Plans.reward("coin", 1))))));
    assertThat(refusal(rules(plan), "2026-11-10")).isEqualTo(Refusal.NOTHING);

    plan.put("milestones", new JsonArray().add(Plans.milestone(2, "gem")));
    assertThat(come(rules(plan), "2026-11-10").payment().lines()).isEmpty();
    assertThat(come(rules(plan), "2026-11-11").payment().items())
        .containsExactly(new ItemCount("gem", 1));
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
  void aMadeUpDayJoinsTwoRunsAndPaysWhatTheyReachTogether() {
    JsonObject plan =
        makeUp()
            .put("progress", Plans.progress("streak", "none"))
            .put(
                "milestones",
                new JsonArray()
                    .add(Plans.milestone(2, "two"))
                    .add(Plans.milestone(3, "three"))
                    .add(Plans.milestone(5, "five"))
                    .add(Plans.milestone(6, "six")));
    SignInRules rules = rules(plan);
    Stream.of("2026-11-01", "2026-11-02", "2026-11-04", "2026-11-05")
        .forEach(day -> come(rules, day));

    SignedIn madeUp = makeUp(rules, "2026-11-03", "2026-11-05");
    assertThat(why(madeUp))
        .containsExactly(new Why.Day(), new Why.OfMilestone(3), new Why.OfMilestone(5));
    // Its place in the run is the third: the first reward of the cycle again.
    assertThat(madeUp.payment().items()).contains(coins(100));
    assertThat(why(come(rules, "2026-11-06"))).contains(new Why.OfMilestone(6));
  }

  @Test
  void aMonthsCountIsKnownAsFarBackAsADayCanBeMadeUp() {
    JsonObject plan =
        makeUp()
            .put("progress", Plans.progress("cumulative", "month"))
            .put("milestones", new JsonArray().add(Plans.milestone(30, "gem")));
    plan.getJsonObject("makeUp").put("windowDays", 31);
    SignInRules rules = rules(plan);
    LocalDate day = LocalDate.parse("2026-12-01");
    for (; day.isBefore(LocalDate.parse("2027-02-01")); day = day.plusDays(1)) {
      if (!day.equals(LocalDate.parse("2026-12-31"))) {
        come(rules, day.toString());
      }
    }
    assertThat(makeUp(rules, "2026-12-31", "2027-01-31").payment().count()).isEqualTo(31);
  }

  @Test
  void aMakeUpCostsMoreAndMoreUntilTheMonthsCap() {
    SignInRules rules = rules(makeUp());
    come(rules, "2026-11-02");
    assertThat(makeUp(rules, "2026-11-25", "2026-11-29").cost())
        .contains(new ItemCount("token", 1));
    assertThat(makeUp(rules, "2026-11-26", "2026-11-29").cost())
        .contains(new ItemCount("token", 2));
    assertThat(makeUp(rules, "2026-11-27", "2026-11-29").cost())
        .contains(new ItemCount("token", 2));
    assertThat(refusedMakeUp(rules, "2026-11-28", "2026-11-29")).isEqualTo(Refusal.CAP_REACHED);
    assertThat(makeUp(rules, "2026-11-28", "2026-12-01").cost())
        .contains(new ItemCount("token", 1));
  }

  @Test
  void whatCanNotBeMadeUpIsRefusedWithItsReason() {
    SignInRules rules = rules(makeUp().put("to", "2026-11-20"));
    assertThat(refusedMakeUp(rules, "2026-11-09", "2026-11-10")).isEqualTo(Refusal.BEFORE_FIRST);
    come(rules, "2026-11-07");
    assertThat(refusedMakeUp(rules, "2026-11-06", "2026-11-10")).isEqualTo(Refusal.BEFORE_FIRST);
    assertThat(refusedMakeUp(rules, "2026-11-07", "2026-11-10"))
        .isEqualTo(Refusal.ALREADY_SIGNED_IN);
    assertThat(refusedMakeUp(rules, "2026-11-10", "2026-11-10")).isEqualTo(Refusal.NOT_OVER);
    assertThat(refusedMakeUp(rules, "2026-11-11", "2026-11-10")).isEqualTo(Refusal.NOT_OVER);
    assertThat(refusedMakeUp(rules, "2026-11-08", "2026-11-16")).isEqualTo(Refusal.TOO_LONG_AGO);
    assertThat(refusedMakeUp(rules, "2026-11-20", "2026-11-21")).isEqualTo(Refusal.NOT_OPEN);
    assertThat(refusedMakeUp(rules(Plans.plan()), "2026-11-09", "2026-11-10"))
        .isEqualTo(Refusal.NO_MAKE_UP);
  }

  @Test
  void eventsAndMultipliersAreForThoseWhoCame() {
    JsonObject plan = rich().put("makeUp", makeUp().getJsonObject("makeUp"));
    SignInRules rules = rules(plan);
    come(rules, "2026-11-04");
    // The 7th is a Saturday with a feast.
    SignedIn madeUp = makeUp(rules, "2026-11-07", "2026-11-09");
    assertThat(madeUp.payment().isMadeUp()).isTrue();
    assertThat(why(madeUp)).containsExactly(new Why.Day());
    assertThat(madeUp.payment().items()).containsExactly(coins(100));
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

  @Test
  void theStandingSaysTheStreakTheNextMilestoneAndWhatCanBeMadeUp() {
    SignInRules rules =
        rules(
            makeUp()
                .put("progress", Plans.progress("streak", "none"))
                .put("milestones", new JsonArray().add(Plans.milestone(2, "gem").put("every", 5))));
    assertThat(standing(rules, "2026-11-10"))
        .returns(0, Standing::count)
        .returns(false, Standing::hasSignedIn)
        .returns(Optional.of(2), Standing::nextMilestone)
        .returns(Instant.parse("2026-11-11T04:00:00Z"), Standing::endOfToday)
        .returns(List.of(), Standing::offers);
    come(rules, "2026-11-09");
    come(rules, "2026-11-10");
    assertThat(standing(rules, "2026-11-10"))
        .returns(2, Standing::count)
        .returns(true, Standing::hasSignedIn)
        .returns(Optional.of(7), Standing::nextMilestone);
    assertThat(standing(rules, "2026-11-11"))
        .returns(2, Standing::count)
        .returns(false, Standing::hasSignedIn);
    assertThat(standing(rules, "2026-11-13"))
        .returns(0, Standing::count)
        .returns(Optional.of(2), Standing::nextMilestone)
        .returns(List.of(offer("2026-11-11", 1), offer("2026-11-12", 1)), Standing::offers);
    assertThat(rules.standing(progress, Instant.parse(BEGIN).minusSeconds(1))).isEmpty();
  }

  private static Standing.Offer offer(String day, int cost) {
    return new Standing.Offer(LocalDate.parse(day), new ItemCount("token", cost));
  }

  private Standing standing(SignInRules rules, String day) {
    return rules.standing(progress, noon(day)).orElseThrow();
  }

  private static JsonObject makeUp() {
    return Plans.plan()
        .put(
            "makeUp",
            new JsonObject()
                .put("item", "token")
                .put("cost", new JsonArray().add(1).add(2))
                .put("perMonth", 3)
                .put("windowDays", 7));
  }

  /** One and a half for the weekend, as much for gold, twice on the feast's day; four at most. */
  private static JsonObject rich() {
    JsonObject weekend =
        new JsonObject()
            .put("id", "weekend")
            .put("title", "Weekend")
            .put("factor", "1.5")
            .put("weekdays", new JsonArray().add(6).add(7));
    JsonObject vip =
        new JsonObject()
            .put("id", "vip")
            .put("title", "VIP")
            .put("factor", "3/2")
            .put(
                "token",
                new JsonObject().put("claim", "vip").put("values", new JsonArray().add("gold")));
    JsonObject feast =
        new JsonObject()
            .put("id", "feast")
            .put("title", "Feast")
            .put("from", "2026-11-07")
            .put("to", "2026-11-07")
            .put("factor", 2)
            .put("reward", Plans.reward("cake", 1));
    return Plans.plan()
        .put("calendar", Plans.cycle(Plans.reward("coin", 100)))
        .put("multipliers", new JsonArray().add(weekend).add(vip))
        .put("events", new JsonArray().add(feast))
        .put("combine", new JsonObject().put("cap", 4));
  }

  private static SignInRules rules(JsonObject plan, String... excused) {
    Set<LocalDate> days = Set.copyOf(Stream.of(excused).map(LocalDate::parse).toList());
    return new SignInRules(Plans.timeline(BEGIN, plan), days);
  }

  private SignedIn come(SignInRules rules, String day) {
    SignedIn signedIn = dryRun(rules, day);
    progress = signedIn.next();
    return signedIn;
  }

  private SignedIn dryRun(SignInRules rules, String day) {
    return (SignedIn) rules.signIn(progress, NOBODY, LocalDate.parse(day), noon(day));
  }

  private Refusal refusal(SignInRules rules, String day) {
    return ((Refused) rules.signIn(progress, NOBODY, LocalDate.parse(day), noon(day))).why();
  }

  private SignedIn makeUp(SignInRules rules, String day, String today) {
    SignedIn signedIn = (SignedIn) rules.makeUp(progress, LocalDate.parse(day), noon(today));
    progress = signedIn.next();
    return signedIn;
  }

  private Refusal refusedMakeUp(SignInRules rules, String day, String today) {
    return ((Refused) rules.makeUp(progress, LocalDate.parse(day), noon(today))).why();
  }

  private static List<Why> why(SignedIn signedIn) {
    return signedIn.payment().lines().stream().map(Payment.Line::why).toList();
  }

  private static Instant noon(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  private static ItemCount coins(int count) {
    return new ItemCount("coin", count);
  }
}
