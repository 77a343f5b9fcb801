package dev.delos.node.proxy;

import io.vertx.core.json.JsonObject;

/**
 * A player as the proxy brings it to a lobby.
 *
 * @param id names the stay
 * @param epoch of two logins of an account the later has the greater
 * @param silencedUntil in milliseconds; 0 if not silenced
 * @param isTransfer whether the player comes from another lobby or game
 * @param transferParam what was given along for that
 */
record Arrival(
    String id,
    Account account,
    long epoch,
    long silencedUntil,
    boolean isTransfer,
    JsonObject transferParam) {
  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("uid", account.uid())
            .put("name", account.name())
            .put("epoch", epoch)
            .put("silencedUntil", silencedUntil)
            .put("isTransfer", isTransfer)
            .put("isReconnect", false)
            .put("transferParam", transferParam);
    return account.claims().isEmpty() ? json : json.put("claims", account.claims());
  }
}
