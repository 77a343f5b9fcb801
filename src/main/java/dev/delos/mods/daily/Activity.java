package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.PlanDocument;
import dev.delos.sdk.Database;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * A sign-in of its own: its plans, and what players do under them.
 *
 * @param progress of its players
 * @param players what there is of them for its page
 */
record Activity(
    String name,
    PlanStore store,
    Plans plans,
    ProgressStore progress,
    Claims claims,
    MakeUps makeUps,
    PlayerStore players) {
  /** The one that is there without a plan: the settings describe it. */
  static final String DAILY = "daily";

  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  static final String NAME_ALLOWED =
      "an activity's name: 1 to 32 of a-z, 0-9, _ and -, a letter first";

  /**
   * Makes it from what is the same for all.
   *
   * @param settings the mod's
   */
  static Activity of(
      String name,
      Database database,
      JsonObject settings,
      SignInStore signIns,
      InventoryStore inventories) {
    PlanStore store = new PlanStore(database, name, PlanStore.LEAD);
    JsonObject plan = PlanDocument.ofSettings(settings);
    Plans plans =
        name.equals(DAILY) ? Plans.fromSettings(store, plan) : Plans.fromNothing(store, plan);
    ProgressStore progress = new ProgressStore(database, name);
    return new Activity(
        name,
        store,
        plans,
        progress,
        new Claims(name, plans, progress, signIns),
        new MakeUps(name, database, plans, progress, signIns, inventories),
        new PlayerStore(database, name));
  }
}
