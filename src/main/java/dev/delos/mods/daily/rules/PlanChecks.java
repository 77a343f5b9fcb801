package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The rules of a plan that its schema can't see. */
final class PlanChecks {
  private static final String ZONE_ALLOWED =
      "a time zone's name, such as UTC, Europe/Berlin or Asia/Shanghai";
  private static final int MAX_FACTOR_LENGTH = 16;

  private final Node plan;
  private final List<Mistake> mistakes = new ArrayList<>();

  private PlanChecks(JsonObject plan) {
    this.plan = new Node("", plan);
  }

  /** Every mistake of that kind, whatever else is wrong with the plan. */
  static List<Mistake> mistakes(JsonObject plan) {
    PlanChecks checks = new PlanChecks(plan);
    checks.all();
    return List.copyOf(checks.mistakes);
  }

  private void all() {
    plan.text("zone")
        .filter(id -> Node.parseZone(id).isEmpty())
        .ifPresent(id -> add(plan, "zone", ZONE_ALLOWED));
    checkRange(plan);
    plan.child("calendar").ifPresent(this::checkCalendar);
    checkMilestones();
    plan.children("events").forEach(this::checkEvent);
    plan.children("multipliers").forEach(this::checkMultiplier);
    checkIds();
    plan.child("combine").ifPresent(combine -> checkFactor(combine, "cap"));
    plan.child("makeUp").ifPresent(this::checkMakeUp);
    checkLanguages();
  }

  private void checkRange(Node node) {
    checkDate(node, "from", "a date, such as 2026-11-23");
    checkDate(node, "to", "a date, such as 2026-11-23");
    Optional<LocalDate> from = node.date("from");
    node.date("to")
        .filter(to -> from.filter(to::isBefore).isPresent())
        .ifPresent(to -> add(node, "to", "a date that is not before from, " + from.get()));
  }

  private void checkDate(Node node, String key, String allowed) {
    if (node.text(key).isPresent() && node.date(key).isEmpty()) {
      add(node, key, allowed);
    }
  }

  private void checkCalendar(Node calendar) {
    checkTables(
        calendar.children("week").toList(),
        "a Monday",
        date -> date.plusDays(3).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    checkTables(
        calendar.children("month").toList(), "a month's first day", date -> date.withDayOfMonth(1));
  }

  private void checkTables(List<Node> tables, String what, UnaryOperator<LocalDate> nearest) {
    Optional<LocalDate> previous = Optional.empty();
    for (Node table : tables) {
      checkDate(table, "from", what + "'s date");
      Optional<LocalDate> from = table.date("from");
      if (from.isPresent()) {
        checkTable(table, from.get(), previous, what, nearest.apply(from.get()));
        previous = from;
      }
    }
  }

  private void checkTable(
      Node table, LocalDate from, Optional<LocalDate> previous, String what, LocalDate nearest) {
    if (!from.isEqual(nearest)) {
      add(table, "from", what + ", such as " + nearest);
    } else if (previous.filter(earlier -> !from.isAfter(earlier)).isPresent()) {
      add(table, "from", what + " after that of the table before it, " + previous.get());
    }
  }

  private void checkMilestones() {
    boolean isMonthly =
        plan.child("progress")
            .flatMap(progress -> progress.text("period"))
            .equals(Optional.of("month"));
    Set<Integer> seen = new HashSet<>();
    plan.children("milestones")
        .forEach(
            milestone ->
                milestone
                    .integer("at")
                    .ifPresent(at -> checkAt(milestone, at, isMonthly, seen.add(at))));
  }

  private void checkAt(Node milestone, int at, boolean isMonthly, boolean isNew) {
    if (isMonthly && at > 31) {
      add(milestone, "at", "1 to 31: it is reached within a month");
    } else if (!isNew) {
      add(milestone, "at", "a count that no milestone before it has");
    }
  }

  private void checkEvent(Node event) {
    checkRange(event);
    checkIsEverOpen(event);
    checkFactor(event, "factor");
    event.child("days").ifPresent(days -> checkDays(event, days));
    boolean hasReward =
        event.has("reward")
            || event.child("days").filter(days -> !days.json().isEmpty()).isPresent();
    if (!hasReward && Boolean.TRUE.equals(event.json().getValue("instead"))) {
      add(event, "instead", "true only with a reward, or days");
    } else if (!hasReward && !event.has("factor")) {
      mistakes.add(Mistake.missing(event.pathOf("reward"), "one of reward, days and factor"));
    }
  }

  private void checkIsEverOpen(Node event) {
    event
        .date("to")
        .filter(to -> plan.date("from").filter(to::isBefore).isPresent())
        .ifPresent(to -> add(event, "to", "a date on which the plan is open, or a later one"));
    event
        .date("from")
        .filter(from -> plan.date("to").filter(from::isAfter).isPresent())
        .ifPresent(
            from -> add(event, "from", "a date on which the plan is open, or an earlier one"));
  }

  private void checkDays(Node event, Node days) {
    LocalDate from = event.date("from").orElse(LocalDate.MIN);
    LocalDate to = event.date("to").orElse(LocalDate.MAX);
    for (String day : days.json().fieldNames()) {
      Optional<LocalDate> date = Node.parseDate(day);
      if (date.filter(new DateRange(from, to)::contains).isEmpty()) {
        mistakes.add(
            Mistake.unknown(days.pathOf(day), "dates of the event, from " + from + " to " + to));
      }
    }
  }

  private void checkMultiplier(Node multiplier) {
    checkRange(multiplier);
    checkFactor(multiplier, "factor");
    if (Stream.of("weekdays", "from", "to", "token").noneMatch(multiplier::has)) {
      mistakes.add(
          Mistake.missing(
              multiplier.pathOf("weekdays"), "at least one of weekdays, from, to and token"));
    }
  }

  private void checkFactor(Node node, String key) {
    node.text(key).filter(text -> !isFactor(text)).ifPresent(text -> add(node, key, "1 to 100"));
  }

  private static boolean isFactor(String text) {
    if (text.length() > MAX_FACTOR_LENGTH) {
      return false;
    }
    try {
      Factor factor = Factor.of(text);
      return factor.compareTo(Factor.ONE) >= 0 && factor.compareTo(Factor.MOST) <= 0;
    } catch (IllegalArgumentException notAFactor) {
      return false;
    }
  }

  /** Lines of a payment name both: they have one set of ids. */
  private void checkIds() {
    Set<String> seen = new HashSet<>();
    Stream.concat(plan.children("events"), plan.children("multipliers"))
        .filter(node -> node.text("id").filter(id -> !seen.add(id)).isPresent())
        .forEach(node -> add(node, "id", "an id that no other event or multiplier has"));
  }

  private void checkMakeUp(Node makeUp) {
    int costs = makeUp.list("cost").map(list -> list.size()).orElse(0);
    makeUp
        .integer("perMonth")
        .filter(most -> costs > most)
        .ifPresent(
            most -> add(makeUp, "cost", "at most as many numbers as perMonth says, " + most));
  }

  private void checkLanguages() {
    Set<String> languages =
        plan.child("title")
            .map(title -> new TreeSet<>(title.json().fieldNames()))
            .orElseGet(TreeSet::new);
    Stream.concat(plan.everywhere("title").stream(), plan.everywhere("description").stream())
        .filter(text -> !text.json().fieldNames().containsAll(languages))
        .forEach(
            text ->
                mistakes.add(
                    Mistake.of(
                        text.path(),
                        text.json(),
                        "a text in each of the title's languages: "
                            + String.join(", ", languages))));
  }

  private void add(Node node, String key, String allowed) {
    mistakes.add(Mistake.of(node.pathOf(key), node.json().getValue(key), allowed));
  }
}
