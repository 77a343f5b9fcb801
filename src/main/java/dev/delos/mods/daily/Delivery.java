package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;

/**
 * How the delivery of a grant went.
 *
 * @param inventory what the player holds since
 */
record Delivery(DeliveryCode code, Inventory inventory) {
  static Delivery fromJson(JsonObject json) {
    return new Delivery(DeliveryCode.valueOf(json.getString("code")), Inventory.fromJson(json));
  }

  JsonObject toJson() {
    return inventory.writeTo(new JsonObject().put("code", code.name()));
  }
}
