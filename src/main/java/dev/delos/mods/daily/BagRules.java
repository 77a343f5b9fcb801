package dev.delos.mods.daily;

import dev.delos.mods.daily.rules.ItemCount;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a player can hold.
 *
 * @param slots of the bag
 * @param stackSize how many of an item a slot takes
 * @param stackSizes by item, where it is another number
 */
record BagRules(int slots, int stackSize, Map<String, Integer> stackSizes) {
  BagRules {
    stackSizes = Map.copyOf(stackSizes);
  }

  static BagRules parse(JsonObject json) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    json.getJsonObject("stackSizes", new JsonObject())
        .forEach(size -> sizes.put(size.getKey(), (Integer) size.getValue()));
    return new BagRules(json.getInteger("slots"), json.getInteger("stackSize"), sizes);
  }

  /** The slots that these items take up. */
  long slotsFor(List<ItemCount> items) {
    return items.stream()
        .mapToLong(held -> slotsFor(held.count(), stackSizes.getOrDefault(held.item(), stackSize)))
        .sum();
  }

  private static long slotsFor(long count, int size) {
    return (count + size - 1) / size;
  }
}
