package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Outcome.Refused;
import dev.delos.mods.daily.rules.Outcome.SignedIn;
import dev.delos.mods.daily.rules.Payment.Line;
import dev.delos.mods.daily.rules.Progress.Reached;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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
    Optional<Version> valid = timeline.at(now);
    if (valid.isEmpty() || !valid.get().plan().isOpen(timeline.dayAt(now))) {
      return new Refused(Refusal.NOT_OPEN);
    }
    if (!day.isEqual(timeline.dayAt(now))) {
      return new Refused(Refusal.NOT_TODAY);
    }
    if (progress.hasSignedIn(day)) {
      return new Refused(Refusal.ALREADY_SIGNED_IN);
    }
    Plan plan = valid.get().plan();
    Reached reached = progress.reach(day, plan.counting(), this::breaks);
    List<Line> lines = Payer.onTheDay(plan, day, claims).lines(reached);
    if (isNothing(plan, lines)) {
      return new Refused(Refusal.NOTHING);
    }
    Payment payment = new Payment(valid.get().id(), day, false, reached.count(), lines);
    return new SignedIn(payment, Optional.empty(), progress.with(day, this::breaks));
  }

  /** Signs in on a day that is over. The player must have what it costs. */
  public Outcome makeUp(Progress progress, LocalDate day, Instant now) {
    Optional<Version> valid = timeline.at(now);
    if (valid.isEmpty()) {
      return new Refused(Refusal.NOT_OPEN);
    }
    Plan plan = valid.get().plan();
    return plan.makeUp()
        .map(makeUp -> makeUp(progress, valid.get(), makeUp, day, timeline.dayAt(now)))
        .orElseGet(() -> new Refused(Refusal.NO_MAKE_UP));
  }

  private Outcome makeUp(
      Progress progress, Version version, MakeUp makeUp, LocalDate day, LocalDate today) {
    Optional<Refusal> refusal = refusal(progress, version.plan(), makeUp, day, today);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    Plan plan = version.plan();
    Reached reached = progress.reach(day, plan.counting(), this::breaks);
    List<Line> lines = Payer.later(plan, day).lines(reached);
    if (isNothing(plan, lines)) {
      return new Refused(Refusal.NOTHING);
    }
    YearMonth month = YearMonth.from(today);
    return new SignedIn(
        new Payment(version.id(), day, true, reached.count(), lines),
        Optional.of(makeUp.costAfter(progress.madeUp().in(month))),
        progress.with(day, this::breaks).withMadeUp(month));
  }

  private Optional<Refusal> refusal(
      Progress progress, Plan plan, MakeUp makeUp, LocalDate day, LocalDate today) {
    if (!plan.isOpen(today)) {
      return Optional.of(Refusal.NOT_OPEN);
    }
    if (!day.isBefore(today)) {
      return Optional.of(Refusal.NOT_OVER);
    }
    if (day.isBefore(today.minusDays(makeUp.windowDays()))) {
      return Optional.of(Refusal.TOO_LONG_AGO);
    }
    if (progress.first().filter(first -> !day.isBefore(first)).isEmpty()) {
      return Optional.of(Refusal.BEFORE_FIRST);
    }
    if (progress.hasSignedIn(day)) {
      return Optional.of(Refusal.ALREADY_SIGNED_IN);
    }
    if (!timeline.isOpen(day)) {
      return Optional.of(Refusal.NO_SUCH_DAY);
    }
    return progress.madeUp().in(YearMonth.from(today)) >= makeUp.perMonth()
        ? Optional.of(Refusal.CAP_REACHED)
        : Optional.empty();
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
        offers(progress, today, now));
  }

  private static Optional<Integer> nextMilestone(Plan plan, int reached) {
    return plan.milestones().stream()
        .map(milestone -> milestone.next(reached))
        .filter(next -> next != Integer.MAX_VALUE)
        .min(Integer::compare);
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

  /** Not worth a sign-in: there is no reward, and nothing to come nearer to. */
  private static boolean isNothing(Plan plan, List<Line> lines) {
    return lines.isEmpty() && plan.milestones().isEmpty();
  }

  private boolean breaks(LocalDate day) {
    return !excused.contains(day) && timeline.isOpen(day);
  }
}
