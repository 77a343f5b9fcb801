package dev.delos.host;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.Limits;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a node's mods which other nodes come and go, as far as its role is told. Each is told of
 * once it is up, and once it is gone; those that are up already, at the start.
 */
final class NetworkEvents {
  private final ModHost mods;
  private final ClusterNode cluster;
  private final boolean onServer;
  private final boolean onService;
  private final boolean onMaster;
  private final Map<Integer, NodeInfo> connected = new HashMap<>();
  private Optional<NodeInfo> master = Optional.empty();
  private JsonObject statuses = new JsonObject();

  NetworkEvents(ModHost mods, ClusterNode cluster) {
    this.mods = mods;
    this.cluster = cluster;
    NodeInfo self = cluster.self();
    this.onServer = self.isServer();
    this.onService = self.isService();
    this.onMaster = self.isMaster();
  }

  void start() {
    cluster.directory().onChange((before, now) -> heard(now));
    cluster.directory().onLeave(this::left);
    cluster.directory().nodes().toList().forEach(this::heard);
  }

  private void heard(NodeInfo node) {
    if (isTold(node) && node.isUp() && connected.put(node.serverId(), node) == null) {
      mods.engineEvent(
          node.isService() ? EngineEvents.SERVICE_CONNECT : EngineEvents.SERVER_CONNECTED,
          dataOf(node));
    }
    lookAround();
  }

  private void left(NodeInfo node) {
    if (connected.remove(node.serverId()) != null) {
      mods.engineEvent(
          node.isService() ? EngineEvents.SERVICE_DISCONNECT : EngineEvents.SERVER_DISCONNECT,
          dataOf(node));
    }
    lookAround();
  }

  private boolean isTold(NodeInfo node) {
    return onServer ? node.isService() : (onService || onMaster) && node.isServer();
  }

  private static JsonObject dataOf(NodeInfo node) {
    JsonObject data = new JsonObject().put("serverId", node.serverId());
    return node.isService()
        ? data.put("serviceType", node.type())
        : data.put("protocolVersion", Limits.PROTOCOL_VERSION);
  }

  private void lookAround() {
    if (onService) {
      lookAtStatuses();
    }
    if (onServer || onService) {
      lookAtMaster();
    }
  }

  private void lookAtStatuses() {
    JsonObject now = new JsonObject();
    cluster
        .directory()
        .nodes()
        .filter(NodeInfo::isServer)
        .forEach(node -> now.put(Integer.toString(node.serverId()), node.status().name()));
    if (!now.equals(statuses)) {
      statuses = now;
      mods.engineEvent(EngineEvents.UPDATE_SERVER_STATUS, now);
    }
  }

  private void lookAtMaster() {
    Optional<NodeInfo> now = cluster.directory().activeMaster();
    if (now.map(NodeInfo::serverId).equals(master.map(NodeInfo::serverId))) {
      return;
    }
    Optional<NodeInfo> before = master;
    master = now;
    before.ifPresent(gone -> tellOfMaster(gone, 0));
    now.ifPresent(active -> tellOfMaster(active, 1));
  }

  private void tellOfMaster(NodeInfo node, int isConnect) {
    mods.engineEvent(
        EngineEvents.MASTER_CONNECT_STATUS,
        new JsonObject().put("isConnect", isConnect).put("serverId", node.serverId()));
  }
}
