package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Payment;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Standing;
import dev.delos.mods.daily.rules.Text;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The days of a page, from the first to the last: what each brought, brings, or would have brought.
 * Days to come are shown as they will be for who signs in on each until then, those that can be
 * made up as the next make-up pays.
 */
final class DisplayDays {
  private final SignInRules rules;
  private final JsonObject token;
  private final Instant now;
  private final LocalDate today;
  private final Map<LocalDate, Claim> claims;
  private final Map<LocalDate, ItemCount> offers;
  private final Map<LocalDate, JsonObject> days = new TreeMap<>();
  private final Map<String, Text> titles = new HashMap<>();

  /**
   * Takes what they follow from.
   *
   * @param token the claims of the player's token
   * @param claims the player's sign-ins on these days
   * @param offers the days that can be made up
   */
  DisplayDays(
      SignInRules rules,
      JsonObject token,
      Instant now,
      List<Claim> claims,
      List<Standing.Offer> offers) {
    this.rules = rules;
    this.token = token;
    this.now = now;
    this.today = rules.timeline().dayAt(now);
    this.claims = claims.stream().collect(Collectors.toMap(Claim::date, Function.identity()));
    this.offers =
        offers.stream().collect(Collectors.toMap(Standing.Offer::day, Standing.Offer::cost));
  }

  /** Makes them. */
  DisplayDays make(LocalDate first, LocalDate last, Progress progress) {
    Progress then = progress;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Claim claim = claims.get(day);
      Outcome expected =
          offers.containsKey(day)
              ? rules.makeUp(progress, day, now)
              : rules.expected(then, token, day, now);
      if (claim == null && expected instanceof Outcome.SignedIn signedIn) {
        then = day.isBefore(today) ? then : signedIn.next();
      }
      days.put(day, claim == null ? missing(day, expected) : claimed(claim));
    }
    return this;
  }

  /** Those of them from a date to a date, both included, as copies. */
  List<JsonObject> between(LocalDate first, LocalDate last) {
    return first.datesUntil(last.plusDays(1)).map(days::get).map(JsonObject::copy).toList();
  }

  /** What the events and multipliers are called that the days' payments name. */
  JsonObject titles() {
    JsonObject json = new JsonObject();
    titles.forEach((id, title) -> json.put(id, title.toJson()));
    return json;
  }

  private JsonObject claimed(Claim claim) {
    JsonObject day = shown(claim.date(), "claimed", claim.reward().toJson());
    if (claim.isMadeUp()) {
      day.put("madeUp", true);
    }
    claim.payment().ifPresent(payment -> explain(day, payment));
    return day;
  }

  private JsonObject missing(LocalDate date, Outcome expected) {
    JsonObject day =
        expected instanceof Outcome.SignedIn signedIn
            ? brings(date, signedIn.payment())
            : shown(date, "nothing", new JsonObject());
    ItemCount cost = offers.get(date);
    if (cost != null) {
      day.put("cost", cost.toJson());
    }
    return date.isBefore(today) && rules.isExcused(date) ? day.put("excused", true) : day;
  }

  private JsonObject brings(LocalDate date, Payment payment) {
    JsonObject day = shown(date, state(date), payment.reward().toJson());
    if (!date.isBefore(today) || offers.containsKey(date)) {
      explain(day, payment);
    }
    return day;
  }

  private void explain(JsonObject day, Payment payment) {
    if (payment.needsExplaining()) {
      day.put("payment", payment.toJson());
      rules.timeline().plan(payment.version()).ifPresent(plan -> name(payment, plan.titles()));
    }
  }

  private void name(Payment payment, Map<String, Text> known) {
    for (String id : payment.ids()) {
      @Nullable Text title = known.get(id);
      if (title != null) {
        titles.put(id, title);
      }
    }
  }

  private static JsonObject shown(LocalDate date, String state, JsonObject reward) {
    return reward
        .put("weekday", date.getDayOfWeek().getValue())
        .put("date", date.toString())
        .put("state", state);
  }

  private String state(LocalDate date) {
    if (date.isEqual(today)) {
      return "claimable";
    }
    return date.isBefore(today) ? "expired" : "toCome";
  }
}
