package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** So many of an item. */
public record ItemCount(String item, long count) {
  public static ItemCount fromJson(JsonObject json) {
    return new ItemCount(json.getString("item"), json.getLong("count"));
  }

  public static List<ItemCount> listFromJson(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).map(ItemCount::fromJson).toList();
  }

  public JsonObject toJson() {
    return new JsonObject().put("item", item).put("count", count);
  }

  public static JsonArray toJson(List<ItemCount> items) {
    return new JsonArray(items.stream().map(ItemCount::toJson).toList());
  }

  /** One entry an item, in the order of their ids. */
  static List<ItemCount> sum(List<ItemCount> items) {
    Map<String, Long> counts = new TreeMap<>();
    items.forEach(part -> counts.merge(part.item(), part.count(), Math::addExact));
    return counts.entrySet().stream()
        .map(entry -> new ItemCount(entry.getKey(), entry.getValue()))
        .toList();
  }
}
