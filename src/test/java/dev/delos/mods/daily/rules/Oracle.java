package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rules once more, from the whole history and the plan's own text, without a thought for speed:
 * day by day, claim by claim.
 */
final class Oracle {
  private final List<Claim> claims = new ArrayList<>();

  /**
   * A claim that was made.
   *
   * @param madeOn the sign-in day that it was
   * @param run how many days the run had after it
   * @param monthRun the same within the month
   */
  record Claim(LocalDate day, LocalDate madeOn, int run, int monthRun) {
    boolean isMadeUp() {
      return !day.equals(madeOn);
    }
  }

  /** What is to be paid: lines as texts, sorted. */
  record Expected(int count, List<String> lines) {}

  private record Counted(int before, int count, int position) {}

  Set<LocalDate> signed() {
    Set<LocalDate> days = new HashSet<>();
    claims.forEach(claim -> days.add(claim.day()));
    return days;
  }

  int madeUpIn(YearMonth month) {
    return (int)
        claims.stream()
            .filter(Claim::isMadeUp)
            .filter(claim -> YearMonth.from(claim.madeOn()).equals(month))
            .count();
  }

  boolean mayMakeUp(JsonObject plan, LocalDate day, LocalDate today, Timeline timeline) {
    JsonObject makeUp = plan.getJsonObject("makeUp");
    return makeUp != null
        && day.isBefore(today)
        && !day.plusDays(makeUp.getInteger("windowDays")).isBefore(today)
        && signed().stream().anyMatch(other -> !other.isAfter(day))
        && !signed().contains(day)
        && timeline.isOpen(day)
        && madeUpIn(YearMonth.from(today)) < makeUp.getInteger("perMonth");
  }

  int costOn(JsonObject plan, LocalDate today) {
    JsonArray cost = plan.getJsonObject("makeUp").getJsonArray("cost");
    int used = madeUpIn(YearMonth.from(today));
    return used < cost.size() ? cost.getInteger(used) : cost.getInteger(cost.size() - 1);
  }

  Expected expect(
      JsonObject plan, LocalDate day, boolean isMadeUp, boolean isVip, Predicate<LocalDate> free) {
    Counted counted = count(plan.getJsonObject("progress"), day, free);
    List<String> lines = new ArrayList<>();
    JsonObject reward = dayReward(plan.getJsonObject("calendar"), day, counted.position());
    int doubled = !isMadeUp && isVip && plan.containsKey("multipliers") ? 2 : 1;
    if (reward != null) {
      lines.add("day " + text(reward, doubled));
    }
    for (int n = counted.before() + 1; n <= counted.count(); n++) {
      for (int i = 0; i < plan.getJsonArray("milestones", new JsonArray()).size(); i++) {
        JsonObject milestone = plan.getJsonArray("milestones").getJsonObject(i);
        if (isAt(milestone, n)) {
          lines.add("milestone " + n + " " + text(milestone.getJsonObject("reward"), 1));
        }
      }
    }
    return new Expected(counted.count(), lines.stream().sorted().toList());
  }

  void add(LocalDate day, LocalDate madeOn, Predicate<LocalDate> free) {
    int run = run(day, free, other -> true).size();
    int monthRun = run(day, free, sameMonth(day)).size();
    claims.add(new Claim(day, madeOn, run, monthRun));
  }

  private Counted count(JsonObject progress, LocalDate day, Predicate<LocalDate> free) {
    boolean isMonthly = progress.getString("period").equals("month");
    Predicate<LocalDate> period = isMonthly ? sameMonth(day) : other -> true;
    if (progress.getString("mode").equals("cumulative")) {
      int before = (int) signed().stream().filter(period).count();
      return new Counted(before, before + 1, before + 1);
    }
    NavigableSet<LocalDate> run = run(day, free, period);
    int before =
        claims.stream()
            .filter(claim -> run.contains(claim.day()))
            .mapToInt(claim -> isMonthly ? claim.monthRun() : claim.run())
            .max()
            .orElse(0);
    return new Counted(before, run.size(), run.headSet(day, true).size());
  }

  private static Predicate<LocalDate> sameMonth(LocalDate day) {
    return other -> YearMonth.from(other).equals(YearMonth.from(day));
  }

  /** The run that a day is in once it is signed in on. */
  private NavigableSet<LocalDate> run(
      LocalDate day, Predicate<LocalDate> free, Predicate<LocalDate> period) {
    TreeSet<LocalDate> signed = new TreeSet<>(signed());
    signed.add(day);
    TreeSet<LocalDate> run = new TreeSet<>(Set.of(day));
    for (int step : List.of(-1, 1)) {
      LocalDate at = day.plusDays(step);
      while (period.test(at)
          && (signed.contains(at) || free.test(at))
          && !at.isBefore(signed.first())
          && !at.isAfter(signed.last())) {
        if (signed.contains(at)) {
          run.add(at);
        }
        at = at.plusDays(step);
      }
    }
    return run;
  }

  static boolean hasSignIn(JsonObject plan, LocalDate day) {
    return !plan.getJsonArray("milestones", new JsonArray()).isEmpty()
        || dayReward(plan.getJsonObject("calendar"), day, 1) != null;
  }

  private static JsonObject dayReward(JsonObject calendar, LocalDate day, int position) {
    if (calendar.containsKey("cycle")) {
      JsonArray cycle = calendar.getJsonArray("cycle");
      return cycle.getJsonObject((position - 1) % cycle.size());
    }
    if (calendar.containsKey("week")) {
      DayOfWeek weekday = day.getDayOfWeek();
      return calendar
          .getJsonArray("week")
          .getJsonObject(0)
          .getJsonObject("rewards")
          .getJsonObject(Integer.toString(weekday.getValue()));
    }
    JsonObject rewards = calendar.getJsonArray("month").getJsonObject(0).getJsonObject("rewards");
    boolean isLast = day.plusDays(1).getDayOfMonth() == 1;
    return isLast && rewards.containsKey("last")
        ? rewards.getJsonObject("last")
        : rewards.getJsonObject(Integer.toString(day.getDayOfMonth()));
  }

  private static boolean isAt(JsonObject milestone, int count) {
    int at = milestone.getInteger("at");
    Integer every = milestone.getInteger("every");
    return count == at || (every != null && count > at && (count - at) % every == 0);
  }

  private static String text(JsonObject reward, int times) {
    JsonObject item = reward.getJsonArray("items").getJsonObject(0);
    return item.getString("item") + " " + item.getInteger("count") * times;
  }

  /** A payment's lines, as the oracle writes them. */
  static List<String> lines(Payment payment) {
    return payment.lines().stream().map(Oracle::line).sorted().toList();
  }

  private static String line(Payment.Line line) {
    ItemCount item = line.items().get(0);
    String paid = item.item() + " " + item.count();
    return line.why() instanceof Why.OfMilestone milestone
        ? "milestone " + milestone.at() + " " + paid
        : "day " + paid;
  }
}
