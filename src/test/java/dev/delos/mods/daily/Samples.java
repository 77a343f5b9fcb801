package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import dev.delos.mods.daily.rules.Reward;
import dev.delos.mods.daily.rules.Text;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Rewards and settings for tests. */
final class Samples {
  static final Reward COINS =
      new Reward(List.of(new ItemCount("coin", 100)), "coin", 100, Text.of("100 coins"));
  static final Reward CHEST =
      new Reward(
          List.of(new ItemCount("gem", 5), new ItemCount("coin", 300)),
          "chest",
          1,
          Text.of("A chest"));

  private Samples() {}

  /** Settings: a reward on every day but Wednesday, in UTC, reset at four. */
  static JsonObject config() {
    JsonObject rewards = new JsonObject();
    for (String weekday : List.of("1", "2", "4", "5", "6")) {
      rewards.put(weekday, COINS.toJson());
    }
    rewards.put("7", CHEST.toJson());
    return config(new JsonObject().put("from", "2026-01-05").put("rewards", rewards));
  }

  static JsonObject config(JsonObject... weeks) {
    return new JsonObject()
        .put("zone", "UTC")
        .put("resetHour", 4)
        .put("mailboxDays", 30)
        .put("bag", new JsonObject().put("slots", 36).put("stackSize", 999))
        .put("weeks", new JsonArray(List.of(weeks)));
  }
}
