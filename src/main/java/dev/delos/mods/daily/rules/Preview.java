package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a plan would pay, day by day, by the very rules that pay. */
public final class Preview {
  /** More days than a page can show. */
  public static final int MAX_DAYS = 400;

  private Preview() {}

  /**
   * A sign-in day.
   *
   * @param begin when it begins
   * @param outcome of the sign-in on it
   */
  public record Day(LocalDate date, Instant begin, Outcome outcome) {
    public JsonObject toJson() {
      JsonObject json =
          new JsonObject().put("date", date.toString()).put("begin", begin.toString());
      return outcome instanceof SignedIn signedIn
          ? json.put("payment", signedIn.payment().toJson())
          : json.put("refused", ((Outcome.Refused) outcome).why().name());
    }
  }

  /**
   * What a plan alone would pay to a player who signs in for the first time on the first of these
   * days, and then on each.
   *
   * @param claims of that player's token
   * @param to included; days after the {@link #MAX_DAYS}th are left out
   */
  public static List<Day> of(Plan plan, LocalDate from, LocalDate to, JsonObject claims) {
    Version version = new Version(0, plan.clock().begin(from), plan);
    Timeline timeline = new Timeline(List.of(version));
    SignInRules rules = new SignInRules(timeline, Set.of());
    List<Day> days = new ArrayList<>();
    Progress progress = Progress.NONE;
    Instant now = version.from();
    while (!timeline.dayAt(now).isAfter(to) && days.size() < MAX_DAYS) {
      Outcome outcome = rules.signIn(progress, claims, timeline.dayAt(now), now);
      days.add(new Day(timeline.dayAt(now), now, outcome));
      progress = outcome instanceof SignedIn signedIn ? signedIn.next() : progress;
      now = timeline.endOfDayAt(now);
    }
    return days;
  }

  public static JsonArray toJson(List<Day> days) {
    return new JsonArray(days.stream().map(Day::toJson).toList());
  }
}
