package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/**
 * A player on a lobby or game.
 *
 * @param id names this player's stay: new with each connection
 * @param uid the account: the same for ever
 * @param name what others see
 * @param proxyId the server id of the proxy that holds the connection
 * @param epoch greater at each login, at each move to a server and at each change of the proxy,
 *     over all stays of the account. Of all servers that take an account for theirs, the one with
 *     the greatest epoch is right: what a storage refuses to older ones, no server that was cut off
 *     can spoil
 * @param claims of the token that began the session, those that {@code login.claims} names: texts,
 *     numbers, booleans and lists of these. Who signs tokens vouches for them. A copy
 */
public record Player(
    String id, String uid, String name, int proxyId, long epoch, JsonObject claims) {
  private static final JsonObject NONE = new JsonObject();

  public Player {
    claims = claims.isEmpty() ? NONE : claims.copy();
  }

  /** A player whose token brought no claims. */
  public Player(String id, String uid, String name, int proxyId, long epoch) {
    this(id, uid, name, proxyId, epoch, NONE);
  }

  @Override
  public JsonObject claims() {
    return claims.copy();
  }

  /** The data of the engine events about a player who comes or goes by logging in or out. */
  public JsonObject toEventData() {
    return toEventData(false, new JsonObject());
  }

  /**
   * The data of the engine events about a player.
   *
   * @param isTransfer whether the player comes from, or goes to, another server
   * @param transferParam what that server gave along
   */
  public JsonObject toEventData(boolean isTransfer, JsonObject transferParam) {
    return new JsonObject()
        .put("id", id)
        .put("uid", uid)
        .put("name", name)
        .put("proxyId", proxyId)
        .put("epoch", epoch)
        .put("isTransfer", isTransfer)
        .put("transferParam", transferParam);
  }
}
