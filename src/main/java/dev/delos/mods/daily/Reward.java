package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a sign-in brings.
 *
 * @param items what goes into the inventory
 * @param icon the picture that the page shows
 * @param shownCount the number beside the picture
 * @param description in words, for the player
 */
record Reward(List<ItemCount> items, String icon, int shownCount, String description) {
  Reward {
    items = List.copyOf(items);
  }

  static Reward fromJson(JsonObject json) {
    return new Reward(
        ItemCount.listFromJson(json.getJsonArray("items")),
        json.getString("icon"),
        json.getInteger("shownCount"),
        json.getString("description"));
  }

  /** A new object each time: the caller may add to it. */
  JsonObject toJson() {
    return new JsonObject()
        .put("items", ItemCount.toJson(items))
        .put("icon", icon)
        .put("shownCount", shownCount)
        .put("description", description);
  }
}
