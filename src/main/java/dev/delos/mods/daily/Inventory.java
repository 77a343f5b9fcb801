package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a player holds.
 *
 * @param items by name
 * @param slots how many the bag has
 * @param usedSlots how many the items take up
 */
record Inventory(List<ItemCount> items, int slots, long usedSlots) {
  Inventory {
    items = List.copyOf(items);
  }

  /** How many of an item. */
  long count(String item) {
    return items.stream()
        .filter(held -> held.item().equals(item))
        .mapToLong(ItemCount::count)
        .sum();
  }

  static Inventory of(List<ItemCount> items, BagRules rules) {
    return new Inventory(items, rules.slots(), rules.slotsFor(items));
  }

  static Inventory fromJson(JsonObject json) {
    JsonObject bag = json.getJsonObject("bag");
    return new Inventory(
        ItemCount.listFromJson(json.getJsonArray("inventory")),
        bag.getInteger("slots"),
        bag.getLong("used"));
  }

  /** Puts it into a display or a reply, and returns that. */
  JsonObject writeTo(JsonObject json) {
    return json.put("inventory", ItemCount.toJson(items))
        .put("bag", new JsonObject().put("slots", slots).put("used", usedSlots));
  }
}
