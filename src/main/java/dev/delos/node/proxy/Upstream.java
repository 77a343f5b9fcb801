package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.ClientStamps;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.json.JsonObject;

/** Hands on what clients say, with who says it: what a client puts in that place is dropped. */
final class Upstream {
  private final ClusterNode cluster;

  Upstream(ClusterNode cluster) {
    this.cluster = cluster;
  }

  /** To the lobby or game that holds the player. */
  void toServer(int serverId, String playerId, String uid, EventName name, JsonObject data) {
    ClientStamps.remove(data).put(ClientStamps.ID, playerId).put(ClientStamps.UID, uid);
    send(serverId, playerId, name, data);
  }

  /** To a service; false if there is none of that id. */
  boolean toService(int serverId, String playerId, String uid, EventName name, JsonObject data) {
    if (!isService(serverId)) {
      return false;
    }
    ClientStamps.remove(data)
        .put(ClientStamps.UID, uid)
        .put(ClientStamps.PROXY_ID, cluster.self().serverId());
    send(serverId, playerId, name, data);
    return true;
  }

  private boolean isService(int serverId) {
    return cluster
        .directory()
        .find(serverId)
        .filter(NodeInfo::isService)
        .filter(node -> node.status() != NodeStatus.STARTING)
        .isPresent();
  }

  private void send(int serverId, String playerId, EventName name, JsonObject data) {
    cluster.send(serverId, new ClientEvent(cluster.self().serverId(), playerId, name, data));
  }
}
