package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Outcome.Refused;
import dev.delos.mods.daily.rules.Outcome.SignedIn;
import dev.delos.mods.daily.rules.Payment.Line;
import dev.delos.mods.daily.rules.Progress.Reached;
import dev.delos.mods.daily.rules.Standing.NextMakeUp;
import dev.delos.mods.daily.rules.Standing.NextMilestone;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of an activity. They only say what is to be done: the same call is a dry run and the
 * real one.
 */
public final class SignInRules {
  private final Timeline timeline;
  private final Set<LocalDate> excused;

  /**
   * Takes what they follow from.
   *
   * @param excused the days on which the network was down: to miss one breaks no streak. Once it is
   *     {@link #furthestBack} or longer ago, a day stays as it is
   */
  public SignInRules(Timeline timeline, Set<LocalDate> excused) {
    this.timeline = timeline;
    this.excused = Set.copyOf(excused);
  }

  public Timeline timeline() {
    return timeline;
  }

  /** Whether missing that day breaks no streak because the network was down. */
  public boolean isExcused(LocalDate day) {
    return excused.contains(day);
  }

  /** The progress of a player who signed in on these days before progress was kept: ascending. */
  public Progress progressOf(List<LocalDate> days) {
    Progress progress = Progress.NONE;
    for (LocalDate day : days) {
      progress = progress.with(day, this::breaks);
    }
    return progress;
  }

  /**
   * What a sign-in on a day brings, or would have brought: by the version that is valid now, or on
   * another day than today when that begins.
   *
   * @param progress before it
   */
  public Outcome expected(Progress progress, JsonObject claims, LocalDate day, Instant now) {
    Instant then = day.isEqual(timeline.dayAt(now)) ? now : timeline.begin(day).orElse(Instant.MIN);
    return timeline
        .at(then)
        .map(version -> signIn(new Attempt(version, progress, day, day), claims))
        .orElseGet(() -> new Refused(Refusal.NOT_OPEN));
  }

  /** The earliest day that can still be made up, excused, or not be excused any more. */
  public LocalDate furthestBack(Instant now) {
    return timeline.dayAt(now).minusDays(Progress.MAX_BACK);
  }

  /**
   * Signs in on the day that it is.
   *
   * @param claims of the player's token
   * @param day that the player means
   */
  public Outcome signIn(Progress progress, JsonObject claims, LocalDate day, Instant now) {
    return attempt(progress, day, now)
        .map(attempt -> signIn(attempt, claims))
        .orElseGet(() -> new Refused(Refusal.NOT_OPEN));
  }

  private Outcome signIn(Attempt attempt, JsonObject claims) {
    return refused(attempt.refusalOnTheDay())
        .orElseGet(
            () -> {
              Payer payer = Payer.onTheDay(attempt.plan(), attempt.day(), claims);
              return pay(attempt, payer, Optional.empty());
            });
  }

  /** Signs in on a day that is over. The player must have what it costs. */
  public Outcome makeUp(Progress progress, LocalDate day, Instant now) {
    return attempt(progress, day, now)
        .map(this::makeUp)
        .orElseGet(() -> new Refused(Refusal.NOT_OPEN));
  }

  private Outcome makeUp(Attempt attempt) {
    return attempt
        .plan()
        .makeUp()
        .map(makeUp -> makeUp(attempt, makeUp))
        .orElseGet(() -> new Refused(Refusal.NO_MAKE_UP));
  }

  private Outcome makeUp(Attempt attempt, MakeUp makeUp) {
    return refused(attempt.refusalLater(makeUp, timeline))
        .orElseGet(
            () -> {
              Payer payer = Payer.later(attempt.plan(), attempt.day());
              return pay(attempt, payer, Optional.of(makeUp.costAfter(attempt.usedThisMonth())));
            });
  }

  private Outcome pay(Attempt attempt, Payer payer, Optional<ItemCount> cost) {
    Progress progress = attempt.progress();
    LocalDate day = attempt.day();
    Reached reached = progress.reach(day, attempt.plan().counting(), this::breaks);
    List<Line> lines = payer.lines(reached);
    if (lines.isEmpty() && attempt.plan().milestones().isEmpty()) {
      return new Refused(Refusal.NOTHING);
    }
    Payment payment =
        new Payment(attempt.version().id(), day, cost.isPresent(), reached.count(), lines);
    Progress next = progress.with(day, this::breaks);
    return new SignedIn(payment, cost, cost.isPresent() ? next.withMadeUp(attempt.month()) : next);
  }

  private Optional<Attempt> attempt(Progress progress, LocalDate day, Instant now) {
    return timeline
        .at(now)
        .map(version -> new Attempt(version, progress, timeline.dayAt(now), day));
  }

  private static Optional<Outcome> refused(Optional<Refusal> refusal) {
    return refusal.map(Refused::new);
  }

  /**
   * How a player stands.
   *
   * @return empty if no version is valid
   */
  public Optional<Standing> standing(Progress progress, Instant now) {
    return timeline.at(now).map(version -> standing(progress, version.plan(), now));
  }

  private Standing standing(Progress progress, Plan plan, Instant now) {
    LocalDate today = timeline.dayAt(now);
    Reached reached = progress.standing(today, plan.counting(), this::breaks);
    return new Standing(
        today,
        timeline.endOfDayAt(now),
        progress.hasSignedIn(today),
        reached.count(),
        nextMilestone(plan, Math.max(reached.before(), reached.count())),
        plan.makeUp().map(makeUp -> nextMakeUp(makeUp, progress, today)),
        offers(progress, today, now));
  }

  private static Optional<NextMilestone> nextMilestone(Plan plan, int reached) {
    return plan.milestones().stream()
        .map(milestone -> new NextMilestone(milestone.next(reached), milestone.reward()))
        .filter(next -> next.at() != Integer.MAX_VALUE)
        .min(Comparator.comparingInt(NextMilestone::at));
  }

  private static NextMakeUp nextMakeUp(MakeUp makeUp, Progress progress, LocalDate today) {
    int used = progress.madeUp().in(YearMonth.from(today));
    return new NextMakeUp(makeUp.costAfter(used), Math.max(0, makeUp.perMonth() - used));
  }

  private List<Standing.Offer> offers(Progress progress, LocalDate today, Instant now) {
    return Stream.iterate(today.minusDays(Progress.MAX_BACK), day -> day.plusDays(1))
        .limit(Progress.MAX_BACK)
        .flatMap(day -> offer(day, makeUp(progress, day, now)))
        .toList();
  }

  private static Stream<Standing.Offer> offer(LocalDate day, Outcome outcome) {
    return outcome instanceof SignedIn signedIn
        ? signedIn.cost().stream().map(cost -> new Standing.Offer(day, cost))
        : Stream.empty();
  }

  private boolean breaks(LocalDate day) {
    return !excused.contains(day) && timeline.canBeMissed(day);
  }
}
