package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * An event on its way to a lobby or game from one of its players' clients.
 *
 * @param proxyId the proxy that holds the client
 * @param playerId who sent it; also in the data, with the account, as the proxy stamped them
 */
public record ServerEvent(int proxyId, String playerId, EventName name, JsonObject data) {
  public JsonObject toJson() {
    return name.writeTo(new JsonObject().put("proxyId", proxyId).put("playerId", playerId))
        .put("data", data);
  }

  public static ServerEvent fromJson(JsonObject json) {
    return new ServerEvent(
        json.getInteger("proxyId"),
        json.getString("playerId"),
        EventName.readFrom(json),
        json.getJsonObject("data"));
  }
}
