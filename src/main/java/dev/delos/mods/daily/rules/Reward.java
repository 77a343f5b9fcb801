package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a plan promises.
 *
 * @param items what goes into the inventory, before multipliers
 * @param icon the picture that the page shows
 * @param shownCount the number beside the picture
 * @param description in words, for the player
 */
public record Reward(List<ItemCount> items, String icon, int shownCount, Text description) {
  public Reward {
    items = List.copyOf(items);
  }

  public static Reward fromJson(JsonObject json) {
    return new Reward(
        ItemCount.listFromJson(json.getJsonArray("items")),
        json.getString("icon"),
        json.getInteger("shownCount"),
        Text.of(json.getValue("description")));
  }

  /** A new object each time: the caller may add to it. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("items", ItemCount.toJson(items))
        .put("icon", icon)
        .put("shownCount", shownCount)
        .put("description", description.toJson());
  }
}
