package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * An event from a player's client on its way to a lobby or game, or to a service.
 *
 * @param proxyId the proxy that holds the client
 * @param playerId who sent it; the data name the sender too, as the proxy stamped them
 */
public record ClientEvent(int proxyId, String playerId, EventName name, JsonObject data) {
  public JsonObject toJson() {
    return name.writeTo(new JsonObject().put("proxyId", proxyId).put("playerId", playerId))
        .put("data", data);
  }

  public static ClientEvent fromJson(JsonObject json) {
    return new ClientEvent(
        json.getInteger("proxyId"),
        json.getString("playerId"),
        EventName.readFrom(json),
        json.getJsonObject("data"));
  }
}
