package dev.delos.mods.daily.rules;

import dev.delos.mods.daily.rules.Outcome.Refused;
import dev.delos.mods.daily.rules.Outcome.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A player's visits, each at noon. */
abstract class Visits {
  static final String BEGIN = "2026-11-01T00:00:00Z";

  static final JsonObject NOBODY = new JsonObject();

  Progress progress = Progress.NONE;

  Standing standing(SignInRules rules, String day) {
    return rules.standing(progress, noon(day)).orElseThrow();
  }

  static JsonObject makeUp() {
    return Plans.plan()
        .put(
            "makeUp",
            new JsonObject()
                .put("item", "token")
                .put("cost", new JsonArray().add(1).add(2))
                .put("perMonth", 3)
                .put("windowDays", 7));
  }

  /** One and a half for the weekend, as much for gold, twice on the feast's day; four at most. */
  static JsonObject rich() {
    JsonObject weekend =
        new JsonObject()
            .put("id", "weekend")
            .put("title", "Weekend")
            .put("factor", "1.5")
            .put("weekdays", new JsonArray().add(6).add(7));
    JsonObject vip =
        new JsonObject()
            .put("id", "vip")
            .put("title", "VIP")
            .put("factor", "3/2")
            .put(
                "token",
                new JsonObject().put("claim", "vip").put("values", new JsonArray().add("gold")));
    JsonObject feast =
        new JsonObject()
            .put("id", "feast")
            .put("title", "Feast")
            .put("from", "2026-11-07")
            .put("to", "2026-11-07")
            .put("factor", 2)
            .put("reward", Plans.reward("cake", 1));
    return Plans.plan()
        .put("calendar", Plans.cycle(Plans.reward("coin", 100)))
        .put("multipliers", new JsonArray().add(weekend).add(vip))
        .put("events", new JsonArray().add(feast))
        .put("combine", new JsonObject().put("cap", 4));
  }

  static SignInRules rules(JsonObject plan, String... excused) {
    Set<LocalDate> days = Set.copyOf(Stream.of(excused).map(LocalDate::parse).toList());
    return new SignInRules(Plans.timeline(BEGIN, plan), days);
  }

  SignedIn come(SignInRules rules, String day) {
    SignedIn signedIn = dryRun(rules, day);
    progress = signedIn.next();
    return signedIn;
  }

  SignedIn dryRun(SignInRules rules, String day) {
    return (SignedIn) rules.signIn(progress, NOBODY, LocalDate.parse(day), noon(day));
  }

  Refusal refusal(SignInRules rules, String day) {
    return ((Refused) rules.signIn(progress, NOBODY, LocalDate.parse(day), noon(day))).why();
  }

  SignedIn makeUp(SignInRules rules, String day, String today) {
    SignedIn signedIn = (SignedIn) rules.makeUp(progress, LocalDate.parse(day), noon(today));
    progress = signedIn.next();
    return signedIn;
  }

  Refusal refusedMakeUp(SignInRules rules, String day, String today) {
    return ((Refused) rules.makeUp(progress, LocalDate.parse(day), noon(today))).why();
  }

  static List<Why> why(SignedIn signedIn) {
    return signedIn.payment().lines().stream().map(Payment.Line::why).toList();
  }

  static Instant noon(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  static ItemCount coins(int count) {
    return new ItemCount("coin", count);
  }
}
