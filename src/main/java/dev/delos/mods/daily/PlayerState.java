package dev.delos.mods.daily;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How the service sees a player.
 *
 * @param display what the page shows, before the delivery of what is undelivered
 * @param undelivered the newest first
 */
record PlayerState(JsonObject display, List<Grant> undelivered) {
  static PlayerState fromJson(JsonObject json) {
    return new PlayerState(
        json.getJsonObject("display"), Grant.listFromJson(json.getJsonArray("undelivered")));
  }
}
