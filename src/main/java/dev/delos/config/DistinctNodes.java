package dev.delos.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What two nodes of one process can't have both. */
final class DistinctNodes {
  private final Map<Integer, NodeConfig> byId = new HashMap<>();
  private final Map<String, NodeConfig> byAddress = new HashMap<>();

  private DistinctNodes() {}

  /**
   * Checks them in this order.
   *
   * @throws ConfigException for the first that has what one before it has
   */
  static void check(List<NodeConfig> nodes) {
    DistinctNodes seen = new DistinctNodes();
    nodes.forEach(seen::add);
  }

  private void add(NodeConfig node) {
    NodeConfig twin = byId.putIfAbsent(node.serverId(), node);
    if (twin != null) {
      throw refusal(node, "serverId", node.serverId(), twin, "a number that no other node has");
    }
    if (node instanceof ProxyConfig proxy) {
      addAddress(proxy, "port", proxy.host(), proxy.port());
    } else if (node instanceof MasterConfig master) {
      addAddress(master, "port", master.host(), master.port());
    }
    node.health().ifPresent(at -> addAddress(node, "health.port", at.host(), at.port()));
  }

  /** Vert.x would let both listen, and hand connections to them by turns. */
  private void addAddress(NodeConfig node, String key, String host, int port) {
    NodeConfig twin = port == 0 ? null : byAddress.putIfAbsent(host + ":" + port, node);
    if (twin != null) {
      throw refusal(node, key, port, twin, "a port of its own");
    }
  }

  private static ConfigException refusal(
      NodeConfig node, String key, int found, NodeConfig twin, String allowed) {
    return new ConfigException(
        node.file(), key, found + ", which " + twin.file() + " has too", allowed);
  }
}
