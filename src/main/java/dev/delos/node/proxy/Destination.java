package dev.delos.node.proxy;

import dev.delos.protocol.NodeInfo;
import io.vertx.core.json.JsonObject;

/**
 * Where a player is to be moved.
 *
 * @param serverId that server, or 0
 * @param type else any other lobby or game of that type, or with the empty string any other lobby
 */
record Destination(int serverId, String type) {
  static Destination fromJson(JsonObject json) {
    return new Destination(json.getInteger("serverId", 0), json.getString("type", ""));
  }

  boolean fits(NodeInfo node) {
    if (serverId != 0) {
      return node.serverId() == serverId && node.isServer();
    }
    return type.isEmpty()
        ? node.role().equals("lobby")
        : node.isServer() && node.type().equals(type);
  }

  /** Says that there is no such server. */
  @Override
  public String toString() {
    return type.isEmpty()
        ? "serverId: found " + serverId + ", allowed: a lobby or game that is up"
        : "type: found " + type + ", allowed: the type of another lobby or game that is up";
  }
}
