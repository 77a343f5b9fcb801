package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Standing;
import dev.delos.mods.daily.rules.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How operators see a player's days at an instant. */
final class PlayerCalendar {
  private final SignInRules rules;
  private final Progress progress;
  private final Instant now;
  private final Optional<Version> version;

  PlayerCalendar(SignInRules rules, Progress progress, Instant now) {
    this.rules = rules;
    this.progress = progress;
    this.now = now;
    this.version = rules.timeline().at(now);
  }

  /** Of the version that is valid; null if none is. */
  @Nullable String zone() {
    return version.map(valid -> valid.plan().zone().getId()).orElse(null);
  }

  @Nullable Long version() {
    return version.map(Version::id).orElse(null);
  }

  /** Null if no version is valid. */
  @Nullable JsonObject standing() {
    return rules.standing(progress, now).map(this::toJson).orElse(null);
  }

  private JsonObject toJson(Standing standing) {
    return new JsonObject()
        .put("counting", version.orElseThrow().plan().counting().name())
        .put("count", standing.count())
        .put("hasSignedIn", standing.hasSignedIn())
        .put("nextMilestone", standing.nextMilestone().map(Standing.NextMilestone::at).orElse(null))
        .put("offers", new JsonArray(standing.offers().stream().map(this::toJson).toList()));
  }

  private JsonObject toJson(Standing.Offer offer) {
    return new JsonObject().put("day", offer.day().toString()).put("cost", offer.cost().toJson());
  }

  /**
   * The days of a month.
   *
   * @param signIns the rows of those that were signed in on
   */
  JsonArray days(YearMonth month, List<JsonObject> signIns) {
    Map<String, JsonObject> byDate =
        signIns.stream()
            .collect(Collectors.toMap(row -> row.getString("date"), Function.identity()));
    JsonArray days = new JsonArray();
    month
        .atDay(1)
        .datesUntil(month.plusMonths(1).atDay(1))
        .forEach(date -> days.add(day(date, byDate.get(date.toString()))));
    return days;
  }

  private JsonObject day(LocalDate date, @Nullable JsonObject signIn) {
    JsonObject day = new JsonObject().put("date", date.toString());
    if (signIn == null) {
      return day.put("state", stateWithoutSignIn(date));
    }
    String state = signIn.getBoolean("madeUp") ? "madeUp" : "claimed";
    signIn.remove("madeUp");
    return signIn.put("state", state);
  }

  private String stateWithoutSignIn(LocalDate date) {
    LocalDate today = rules.timeline().dayAt(now);
    boolean isOver = date.isBefore(today);
    if (isOver && rules.isExcused(date)) {
      return "excused";
    }
    if (!(rules.expected(progress, new JsonObject(), date, now) instanceof Outcome.SignedIn)) {
      return "nothing";
    }
    if (isOver) {
      return progress.first().filter(date::isAfter).isPresent() ? "missed" : "before";
    }
    return date.isAfter(today) ? "toCome" : "claimable";
  }
}
