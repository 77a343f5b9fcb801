package dev.delos.mods.daily.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A player's life under the rules, each step of it compared with the oracle. */
final class Life {
  static final Instant BEGIN = Instant.parse("2026-01-10T12:00:00Z");

  private final Choice choice;
  private final Oracle oracle = new Oracle();
  private final List<Version> versions = new ArrayList<>();
  private final List<Integer> planOfVersion = new ArrayList<>();
  private final Set<LocalDate> excused = new HashSet<>();
  private final List<Payment> payments = new ArrayList<>();
  private Timeline timeline;
  private Progress progress = Progress.NONE;
  private Instant now = BEGIN;

  /** The plans and the clocks that operators choose from. */
  record Choice(List<JsonObject> documents, List<Plan> plans, List<DayClock> clocks) {
    static Choice of(List<JsonObject> documents, List<DayClock> clocks) {
      return new Choice(documents, documents.stream().map(PlanDocument::read).toList(), clocks);
    }
  }

  Life(Choice choice, int firstPlan) {
    this.choice = choice;
    this.timeline = activate(firstPlan, 0, BEGIN);
  }

  List<Payment> payments() {
    return payments;
  }

  Progress progress() {
    return progress;
  }

  void run(Step step) {
    if (step instanceof Step.Wait wait) {
      now = now.plus(Duration.ofHours(wait.hours()));
    } else if (step instanceof Step.SignIn signIn) {
      signIn(signIn.isVip());
    } else if (step instanceof Step.ComeDaily come) {
      comeDaily(come.days());
    } else if (step instanceof Step.MakeUp makeUp) {
      makeUp(makeUp.back());
    } else if (step instanceof Step.MakeUpAll all) {
      makeUpAll(all);
    } else if (step instanceof Step.Excuse excuse) {
      excused.add(back(excuse.back()));
    } else if (step instanceof Step.Readmit readmit) {
      excused.remove(back(readmit.back()));
    } else if (step instanceof Step.Activate activate) {
      Instant at = now.plus(Duration.ofHours(activate.inHours()));
      Instant last = versions.get(versions.size() - 1).from();
      timeline = activate(activate.plan(), activate.clock(), at.isBefore(last) ? last : at);
    }
  }

  private Timeline activate(int plan, int clock, Instant at) {
    Plan withClock = Plans.withClock(choice.plans().get(plan), choice.clocks().get(clock));
    versions.add(new Version(versions.size() + 1, at, withClock));
    planOfVersion.add(plan);
    return new Timeline(versions);
  }

  private LocalDate back(int days) {
    return timeline.dayAt(now).minusDays(days);
  }

  private void comeDaily(int days) {
    for (int i = 0; i < days; i++) {
      signIn(false);
      now = timeline.endOfDayAt(now);
    }
  }

  private void makeUpAll(Step.MakeUpAll all) {
    for (int i = 1; i <= all.back(); i++) {
      makeUp(all.isLatestFirst() ? i : all.back() + 1 - i);
    }
  }

  private SignInRules rules() {
    return new SignInRules(timeline, excused);
  }

  private void signIn(boolean isVip) {
    LocalDate today = timeline.dayAt(now);
    JsonObject claims = new JsonObject().put("vip", isVip);
    Outcome outcome = rules().signIn(progress, claims, today, now);
    if (oracle.signed().contains(today)) {
      assertThat(outcome).isEqualTo(new Outcome.Refused(Refusal.ALREADY_SIGNED_IN));
      return;
    }
    Oracle.Expected expected = oracle.expect(document(), today, false, isVip, free());
    take(outcome, today, today, expected);
  }

  private void makeUp(int back) {
    LocalDate today = timeline.dayAt(now);
    LocalDate day = today.minusDays(back);
    Outcome outcome = rules().makeUp(progress, day, now);
    if (!oracle.mayMakeUp(document(), day, today, timeline)) {
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      return;
    }
    Oracle.Expected expected = oracle.expect(document(), day, true, false, free());
    if (outcome instanceof SignedIn signedIn) {
      assertThat(signedIn.cost())
          .contains(new ItemCount("token", oracle.costOn(document(), today)));
    }
    take(outcome, day, today, expected);
  }

  private void take(Outcome outcome, LocalDate day, LocalDate today, Oracle.Expected expected) {
    if (expected.lines().isEmpty() && !document().containsKey("milestones")) {
      assertThat(outcome).isEqualTo(new Outcome.Refused(Refusal.NOTHING));
      return;
    }
    assertThat(outcome).isInstanceOf(SignedIn.class);
    SignedIn signedIn = (SignedIn) outcome;
    assertThat(signedIn.payment().day()).isEqualTo(day);
    assertThat(signedIn.payment().version()).isEqualTo(valid().id());
    assertThat(signedIn.payment().count()).isEqualTo(expected.count());
    assertThat(Oracle.lines(signedIn.payment())).isEqualTo(expected.lines());
    oracle.add(day, today, free());
    payments.add(signedIn.payment());
    JsonObject stored = new JsonObject(signedIn.payment().toJson().encode());
    assertThat(Payment.fromJson(stored)).isEqualTo(signedIn.payment());
    progress = Progress.fromJson(new JsonObject(signedIn.next().toJson().encode()));
    assertThat(progress).isEqualTo(signedIn.next());
    assertThat(progress.toJson().encode().length()).isLessThan(1000);
  }

  private Predicate<LocalDate> free() {
    Set<LocalDate> now = Set.copyOf(excused);
    return day ->
        now.contains(day)
            || !timeline.isOpen(day)
            || !Oracle.hasSignIn(documentAt(timeline.begin(day).orElseThrow()), day);
  }

  private JsonObject documentAt(Instant begin) {
    int valid = 0;
    for (int i = 0; i < versions.size(); i++) {
      valid = versions.get(i).from().isAfter(begin) ? valid : i;
    }
    return choice.documents().get(planOfVersion.get(valid));
  }

  private Version valid() {
    Version valid = versions.get(0);
    for (Version version : versions) {
      valid = version.from().isAfter(now) ? valid : version;
    }
    return valid;
  }

  private JsonObject document() {
    return choice.documents().get(planOfVersion.get((int) valid().id() - 1));
  }
}
