package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/**
 * A player on a lobby or game.
 *
 * @param id names this player's stay: new with each connection
 * @param uid the account: the same for ever
 * @param name what others see
 * @param proxyId the server id of the proxy that holds the connection
 */
public record Player(String id, String uid, String name, int proxyId) {
  /** The data of the engine events about players. */
  public JsonObject toEventData() {
    return new JsonObject()
        .put("id", id)
        .put("uid", uid)
        .put("name", name)
        .put("proxyId", proxyId)
        .put("isTransfer", false)
        .put("transferParam", new JsonObject());
  }
}
