package dev.delos.mods.daily;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** So many of an item: a part of a reward, or what a player holds. */
record ItemCount(String item, long count) {
  static ItemCount fromJson(JsonObject json) {
    return new ItemCount(json.getString("item"), json.getLong("count"));
  }

  static List<ItemCount> listFromJson(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).map(ItemCount::fromJson).toList();
  }

  JsonObject toJson() {
    return new JsonObject().put("item", item).put("count", count);
  }

  static JsonArray toJson(List<ItemCount> items) {
    return new JsonArray(items.stream().map(ItemCount::toJson).toList());
  }
}
