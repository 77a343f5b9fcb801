package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Any sequence of sign-ins, make-ups, outages and versions: what is paid is what the oracle says.
 */
class SignInRulesPropertyTest {
  private static final List<DayClock> CLOCKS =
      Stream.of("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin")
          .flatMap(
              zone ->
                  Stream.of(new DayClock(ZoneId.of(zone), 4), new DayClock(ZoneId.of(zone), 20)))
          .toList();
  private static final Life.Choice ALL = Life.Choice.of(plans(), CLOCKS);
  private static final Life.Choice STREAK = Life.Choice.of(List.of(streak()), CLOCKS);

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void aPlayerIsPaidAsFromTheWholeHistory(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(max = 9) int firstPlan) {
    Life life = new Life(ALL, firstPlan);
    steps.forEach(life::run);

    List<LocalDate> days = life.payments().stream().map(Payment::day).toList();
    assertThat(days).doesNotHaveDuplicates();
    assertThat(life.progress().total()).isEqualTo(days.size());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void whereMakeUpsJoinRunsNoMilestoneIsSkipped(@ForAll("lifeOfOnePlan") List<Step> steps) {
    Life life = new Life(STREAK, 0);
    steps.forEach(life::run);

    Set<LocalDate> signed = life.payments().stream().map(Payment::day).collect(Collectors.toSet());
    for (Set<LocalDate> run : runs(signed)) {
      Set<Integer> paid = milestonesPaidOn(run, life.payments());
      assertThat(paid)
          .containsAll(Stream.of(2, 3, 5, 7, 11).filter(at -> at <= run.size()).toList());
    }
  }

  @Property(tries = 40)
  void aMilestoneIsPaidOnceInARunThatOnlyGrowsAtItsEnd(
      @ForAll @IntRange(min = 1, max = 100) int days, @ForAll @IntRange(max = 3) int mode) {
    List<String> modes = List.of("cumulative", "streak");
    List<String> periods = List.of("none", "month");
    JsonObject plan =
        streak().put("progress", Plans.progress(modes.get(mode % 2), periods.get(mode / 2)));
    Life life = new Life(Life.Choice.of(List.of(plan), CLOCKS), 0);
    life.run(new Step.ComeDaily(days));

    List<Integer> counts = life.payments().stream().map(Payment::count).toList();
    for (int at : List.of(2, 3, 5, 7, 11)) {
      assertThat(times(at, life.payments()))
          .isEqualTo(counts.stream().filter(n -> n == at).count());
    }
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void aVersionThatWasRolledBackLeavesNoTrace(
      @ForAll("lifeOfOnePlan") List<Step> before,
      @ForAll("lifeOfOnePlan") List<Step> after,
      @ForAll @IntRange(max = 9) int plan,
      @ForAll @IntRange(max = 9) int other) {
    Life undisturbed = new Life(ALL, plan);
    Life disturbed = new Life(ALL, plan);
    before.forEach(undisturbed::run);
    before.forEach(disturbed::run);
    disturbed.run(new Step.Activate(other, 0, 0));
    disturbed.run(new Step.Activate(plan, 0, 0));
    after.forEach(undisturbed::run);
    after.forEach(disturbed::run);

    assertThat(disturbed.progress()).isEqualTo(undisturbed.progress());
    assertThat(disturbed.payments())
        .extracting(Payment::lines)
        .isEqualTo(undisturbed.payments().stream().map(Payment::lines).toList());
  }

  private static long times(int milestone, List<Payment> payments) {
    return payments.stream()
        .flatMap(payment -> payment.lines().stream())
        .filter(line -> line.why().equals(new Why.OfMilestone(milestone)))
        .count();
  }

  private static Set<Integer> milestonesPaidOn(Set<LocalDate> days, List<Payment> payments) {
    return payments.stream()
        .filter(payment -> days.contains(payment.day()))
        .flatMap(payment -> payment.lines().stream())
        .map(Payment.Line::why)
        .filter(Why.OfMilestone.class::isInstance)
        .map(why -> ((Why.OfMilestone) why).at())
        .collect(Collectors.toSet());
  }

  private static List<Set<LocalDate>> runs(Set<LocalDate> days) {
    return days.stream()
        .filter(day -> !days.contains(day.minusDays(1)))
        .map(
            first ->
                Stream.iterate(first, days::contains, day -> day.plusDays(1))
                    .collect(Collectors.toSet()))
        .toList();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> back = Arbitraries.integers().between(0, Progress.MAX_BACK);
    Arbitrary<Step> operators =
        Arbitraries.oneOf(
            back.map(Step.Excuse::new),
            back.map(Step.Readmit::new),
            Arbitraries.integers()
                .between(0, 9)
                .flatMap(
                    plan ->
                        Arbitraries.integers()
                            .between(0, 7)
                            .flatMap(
                                clock ->
                                    Arbitraries.integers()
                                        .between(0, 40)
                                        .map(hours -> new Step.Activate(plan, clock, hours)))));
    return Arbitraries.frequencyOf(Tuple.of(4, ofPlayer()), Tuple.of(1, operators))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Step>> lifeOfOnePlan() {
    return ofPlayer().list().ofMaxSize(25);
  }

  private static Arbitrary<Step> ofPlayer() {
    Arbitrary<Integer> back = Arbitraries.integers().between(1, 33);
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.integers().between(1, 80).map(Step.Wait::new)),
        Tuple.of(4, Arbitraries.of(true, false).map(Step.SignIn::new)),
        Tuple.of(1, Arbitraries.integers().between(2, 45).map(Step.ComeDaily::new)),
        Tuple.of(3, back.map(Step.MakeUp::new)),
        Tuple.of(
            1,
            back.flatMap(
                days ->
                    Arbitraries.of(true, false)
                        .map(isLatestFirst -> new Step.MakeUpAll(days, isLatestFirst)))));
  }

  private static JsonObject streak() {
    return base(
            Plans.cycle(Plans.reward("coin", 1), Plans.reward("gem", 2), Plans.reward("star", 3)),
            31)
        .put("progress", Plans.progress("streak", "none"));
  }

  /** Each kind of calendar and of counting, with much make-up and with little. */
  private static List<JsonObject> plans() {
    JsonObject cycle = streak().getJsonObject("calendar");
    JsonObject vip =
        new JsonObject()
            .put("id", "vip")
            .put("title", "VIP")
            .put("factor", 2)
            .put(
                "token",
                new JsonObject().put("claim", "vip").put("values", new JsonArray().add("true")));
    JsonObject bare = base(week(), 2).put("progress", Plans.progress("cumulative", "none"));
    bare.remove("milestones");
    return List.of(
        streak(),
        base(cycle, 31).put("progress", Plans.progress("streak", "month")),
        base(cycle, 31).put("progress", Plans.progress("cumulative", "none")),
        base(cycle, 31).put("progress", Plans.progress("cumulative", "month")),
        base(week(), 3).put("progress", Plans.progress("streak", "none")),
        base(month(), 5).put("progress", Plans.progress("cumulative", "month")),
        base(month(), 31)
            .put("progress", Plans.progress("streak", "month"))
            .put("multipliers", new JsonArray().add(vip)),
        base(cycle, 1)
            .put("progress", Plans.progress("streak", "none"))
            .put("multipliers", new JsonArray().add(vip)),
        bare,
        without(streak(), "makeUp"));
  }

  private static JsonObject base(JsonObject calendar, int perMonth) {
    JsonArray milestones = new JsonArray();
    for (int at : List.of(2, 3, 5, 7, 11)) {
      milestones.add(Plans.milestone(at, "m" + at));
    }
    milestones.add(Plans.milestone(4, "again").put("every", 6));
    return Plans.plan()
        .put("calendar", calendar)
        .put("milestones", milestones)
        .put(
            "makeUp",
            new JsonObject()
                .put("item", "token")
                .put("cost", perMonth == 1 ? new JsonArray().add(7) : new JsonArray().add(1).add(3))
                .put("perMonth", perMonth)
                .put("windowDays", perMonth));
  }

  private static JsonObject week() {
    JsonObject rewards = new JsonObject();
    for (String day : List.of("1", "3", "5", "6", "7")) {
      rewards.put(day, Plans.reward("w" + day, 10));
    }
    return new JsonObject()
        .put(
            "week",
            new JsonArray()
                .add(new JsonObject().put("from", "2026-01-05").put("rewards", rewards)));
  }

  private static JsonObject month() {
    JsonObject rewards = new JsonObject().put("last", Plans.reward("last", 1));
    for (int day = 1; day <= 31; day += 2) {
      rewards.put(Integer.toString(day), Plans.reward("d" + day, 10));
    }
    return new JsonObject()
        .put(
            "month",
            new JsonArray()
                .add(new JsonObject().put("from", "2026-01-01").put("rewards", rewards)));
  }

  private static JsonObject without(JsonObject plan, String key) {
    plan.remove(key);
    return plan;
  }
}
