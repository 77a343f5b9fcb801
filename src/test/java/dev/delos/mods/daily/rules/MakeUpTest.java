package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

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

class MakeUpTest extends Visits {
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
  void aDayThatOnlyALaterVersionOfThatDayHasSomethingForCanBeMadeUp() {
    JsonObject nothing =
        new JsonObject().put("from", "2026-11-02").put("rewards", new JsonObject());
    JsonObject empty =
        makeUp().put("calendar", new JsonObject().put("week", new JsonArray().add(nothing)));
    SignInRules rules =
        new SignInRules(
            Plans.timeline(
                BEGIN, makeUp(), "2026-11-09T00:00:00Z", empty, "2026-11-10T12:00:00Z", makeUp()),
            Set.of());
    come(rules, "2026-11-08");
    assertThat(makeUp(rules, "2026-11-10", "2026-11-11").payment().items()).isNotEmpty();
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
  void theStandingSaysTheStreakTheNextMilestoneAndWhatCanBeMadeUp() {
    SignInRules rules =
        rules(
            makeUp()
                .put("progress", Plans.progress("streak", "none"))
                .put("milestones", new JsonArray().add(Plans.milestone(2, "gem").put("every", 5))));
    assertThat(standing(rules, "2026-11-10"))
        .returns(0, Standing::count)
        .returns(false, Standing::hasSignedIn)
        .returns(Optional.of(2), MakeUpTest::nextMilestone)
        .returns(Instant.parse("2026-11-11T04:00:00Z"), Standing::endOfToday)
        .returns(List.of(), Standing::offers);
    come(rules, "2026-11-09");
    come(rules, "2026-11-10");
    assertThat(standing(rules, "2026-11-10"))
        .returns(2, Standing::count)
        .returns(true, Standing::hasSignedIn)
        .returns(Optional.of(7), MakeUpTest::nextMilestone);
    assertThat(standing(rules, "2026-11-11"))
        .returns(2, Standing::count)
        .returns(false, Standing::hasSignedIn);
    assertThat(standing(rules, "2026-11-13"))
        .returns(0, Standing::count)
        .returns(Optional.of(2), MakeUpTest::nextMilestone)
        .returns(List.of(offer("2026-11-11", 1), offer("2026-11-12", 1)), Standing::offers);
    assertThat(rules.standing(progress, Instant.parse(BEGIN).minusSeconds(1))).isEmpty();
  }

  private static Standing.Offer offer(String day, int cost) {
    return new Standing.Offer(LocalDate.parse(day), new ItemCount("token", cost));
  }

  private static Optional<Integer> nextMilestone(Standing standing) {
    return standing.nextMilestone().map(Standing.NextMilestone::at);
  }
}
