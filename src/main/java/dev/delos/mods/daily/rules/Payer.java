package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Payment.Applied;
import dev.delos.mods.daily.rules.Payment.Line;
import dev.delos.mods.daily.rules.Progress.Reached;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plan pays for a day. */
final class Payer {
  private final Plan plan;
  private final LocalDate day;
  private final List<Event> events;
  private final List<Applied> multipliers;

  private Payer(Plan plan, LocalDate day, List<Event> events, List<Applied> multipliers) {
    this.plan = plan;
    this.day = day;
    this.events = events;
    this.multipliers = multipliers;
  }

  /** For a sign-in on the day that it is. */
  static Payer onTheDay(Plan plan, LocalDate day, JsonObject claims) {
    List<Event> events = plan.eventsOn(day);
    Stream<Applied> ofEvents =
        events.stream()
            .filter(event -> !event.factor().equals(Factor.ONE))
            .map(event -> new Applied(event.id(), event.factor()));
    Stream<Applied> ofPlan =
        plan.multipliers().stream()
            .filter(multiplier -> multiplier.holds(day, claims))
            .map(multiplier -> new Applied(multiplier.id(), multiplier.factor()));
    return new Payer(plan, day, events, Stream.concat(ofPlan, ofEvents).toList());
  }

  /** For a day that is made up: events and multipliers are for those who came. */
  static Payer later(Plan plan, LocalDate day) {
    return new Payer(plan, day, List.of(), List.of());
  }

  List<Line> lines(Reached reached) {
    return Stream.of(day(reached.position()), ofEvents(), milestones(reached))
        .flatMap(lines -> lines)
        .toList();
  }

  private Stream<Line> day(int position) {
    boolean isReplaced =
        events.stream().anyMatch(event -> event.isInstead() && event.rewardOn(day).isPresent());
    Optional<Reward> reward = isReplaced ? Optional.empty() : plan.calendar().reward(day, position);
    return reward.stream().map(found -> line(new Why.Day(), found, multipliers));
  }

  private Stream<Line> ofEvents() {
    return events.stream()
        .flatMap(
            event ->
                event.rewardOn(day).stream()
                    .map(reward -> line(new Why.OfEvent(event.id()), reward, multipliers)));
  }

  private Stream<Line> milestones(Reached reached) {
    List<Applied> theirs = plan.combination().milestones() ? multipliers : List.of();
    return plan.milestones().stream()
        .flatMap(
            milestone ->
                milestone
                    .between(reached.before(), reached.count())
                    .mapToObj(at -> line(new Why.OfMilestone(at), milestone.reward(), theirs)));
  }

  private Line line(Why why, Reward reward, List<Applied> theirs) {
    Combination combination = plan.combination();
    Factor factor =
        theirs.stream()
            .map(Applied::factor)
            .reduce(Factor.ONE, Factor::times)
            .atMost(combination.cap());
    List<ItemCount> items =
        ItemCount.sum(reward.items()).stream()
            .map(
                part -> new ItemCount(part.item(), factor.of(part.count(), combination.rounding())))
            .toList();
    return new Line(why, reward, factor, theirs, items);
  }
}
