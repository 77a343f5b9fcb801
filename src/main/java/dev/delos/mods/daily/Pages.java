package dev.delos.mods.daily;

import dev.delos.mods.daily.Activities.Open;
import dev.delos.mods.daily.rules.Outcome;
import dev.delos.mods.daily.rules.Progress;
import dev.delos.mods.daily.rules.SignInRules;
import dev.delos.mods.daily.rules.Version;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Makes players' pages out of what the database has. */
final class Pages {
  private final Activities activities;
  private final BagRules bag;
  private final Visits visits;

  /**
   * Whose page.
   *
   * @param token the claims of the player's token
   */
  private record Viewer(String uid, JsonObject token, Instant now) {}

  Pages(Activities activities, BagRules bag, Visits visits) {
    this.activities = activities;
    this.bag = bag;
    this.visits = visits;
  }

  /**
   * The page of an activity.
   *
   * @return {@code {display, undelivered}}
   */
  Future<JsonObject> page(Activity activity, String uid, JsonObject token, Instant now) {
    Viewer viewer = new Viewer(uid, token, now);
    return Future.all(activity.plans().rules(), activities.open(now))
        .compose(read -> page(activity, read.resultAt(0), read.resultAt(1), viewer));
  }

  private Future<JsonObject> page(
      Activity activity, SignInRules rules, List<Open> open, Viewer viewer) {
    DailyDisplay display = new DailyDisplay(activity.name(), rules, viewer.token(), viewer.now());
    Future<PlayerStore.Found> looking =
        activity.players().look(viewer.uid(), display.first(), display.last(), viewer.now());
    List<Future<JsonObject>> tabs =
        open.stream()
            .map(
                one ->
                    one.activity().name().equals(activity.name())
                        ? looking.map(own -> tab(one, own.stand(), viewer))
                        : tab(one, viewer))
            .toList();
    return Future.all(looking, Future.all(tabs))
        .map(
            done -> {
              PlayerStore.Found found = looking.result();
              Inventory inventory = Inventory.of(found.inventory(), bag);
              Progress progress = found.stand().under(rules);
              List<JsonObject> shown = tabs.stream().map(Future::result).toList();
              noteVisit(activity, viewer, progress, rules.timeline().dayAt(viewer.now()));
              return new JsonObject()
                  .put("display", display.of(found.claims(), progress, inventory, shown))
                  .put("undelivered", Grant.toJson(found.undelivered()));
            });
  }

  /** Who signs in is counted then. */
  private void noteVisit(Activity activity, Viewer viewer, Progress progress, LocalDate today) {
    if (!progress.hasSignedIn(today)) {
      visits.opened(activity.name(), viewer.uid(), today);
    }
  }

  /** Of another than the one that is shown. */
  private static Future<JsonObject> tab(Open open, Viewer viewer) {
    return open.activity().progress().find(viewer.uid()).map(stand -> tab(open, stand, viewer));
  }

  /** What it is called, and whether there is something to claim. */
  private static JsonObject tab(Open open, Stand stand, Viewer viewer) {
    Version valid = open.rules().timeline().at(viewer.now()).orElseThrow();
    LocalDate today = open.rules().timeline().dayAt(viewer.now());
    boolean isClaimed = stand.under(open.rules()).hasSignedIn(today);
    return new JsonObject()
        .put("activity", open.activity().name())
        .put("title", valid.plan().title().toJson())
        .put("state", isClaimed ? "claimed" : unclaimed(open.rules(), stand, viewer));
  }

  private static String unclaimed(SignInRules rules, Stand stand, Viewer viewer) {
    LocalDate today = rules.timeline().dayAt(viewer.now());
    Outcome outcome = rules.signIn(stand.under(rules), viewer.token(), today, viewer.now());
    return outcome instanceof Outcome.SignedIn ? "claimable" : "nothing";
  }
}
