package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.host.CommandTable;
import dev.delos.protocol.NodeCalls;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands about nodes. */
final class ServerCommands {
  private static final int MAX_LOGGER = 200;
  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  private final ClusterNode cluster;
  private final Duration limit;

  ServerCommands(ClusterNode cluster, Duration limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  void addTo(CommandTable commands) {
    commands.add("/server/status", this::status);
    commands.add("/server/logLevel", this::logLevel);
    commands.add("/server/drain", this::drain);
    commands.add("/online/count", this::count);
  }

  /** A node that is known; a {@link CommandFailure} of 404 if it isn't. */
  static NodeInfo find(ClusterNode cluster, int serverId) {
    return cluster
        .directory()
        .find(serverId)
        .orElseThrow(() -> new CommandFailure(404, "no node " + serverId));
  }

  private Future<JsonObject> status(JsonObject json) {
    CommandBody body = CommandBody.of(json, "serverId");
    List<NodeInfo> nodes =
        body.has("serverId")
            ? List.of(find(cluster, body.serverId()))
            : cluster
                .directory()
                .nodes()
                .sorted(Comparator.comparingInt(NodeInfo::serverId))
                .toList();
    JsonArray servers = new JsonArray();
    nodes.forEach(node -> servers.add(node.toJson()));
    return Future.succeededFuture(new JsonObject().put("servers", servers));
  }

  private Future<JsonObject> count(JsonObject json) {
    CommandBody.of(json);
    List<NodeInfo> servers = cluster.directory().nodes().filter(NodeInfo::isServer).toList();
    int connections =
        cluster.directory().nodes().filter(NodeInfo::isProxy).mapToInt(NodeInfo::load).sum();
    return Future.succeededFuture(
        new JsonObject()
            .put("total", servers.stream().mapToInt(NodeInfo::load).sum())
            .put("byServer", sums(servers, node -> Integer.toString(node.serverId())))
            .put("byType", sums(servers, NodeInfo::type))
            .put("connections", connections));
  }

  private static JsonObject sums(List<NodeInfo> nodes, Function<NodeInfo, String> by) {
    JsonObject sums = new JsonObject();
    Map<String, Integer> loads =
        nodes.stream()
            .collect(
                Collectors.groupingBy(by, TreeMap::new, Collectors.summingInt(NodeInfo::load)));
    loads.forEach(sums::put);
    return sums;
  }

  private Future<JsonObject> logLevel(JsonObject json) {
    CommandBody body = CommandBody.of(json, "serverId", "logger", "level");
    int serverId = find(cluster, body.serverId()).serverId();
    JsonObject args = new JsonObject().put("level", body.oneOf("level", LEVELS));
    if (body.has("logger")) {
      args.put("logger", body.text("logger", MAX_LOGGER, "a logger's name"));
    }
    return cluster.caller().request(serverId, NodeCalls.MODULE, NodeCalls.LOG_LEVEL, args, limit);
  }

  private Future<JsonObject> drain(JsonObject json) {
    NodeInfo node = find(cluster, CommandBody.of(json, "serverId").serverId());
    if (node.status() == NodeStatus.DRAINING) {
      throw new CommandFailure(409, "node " + node.serverId() + " drains already");
    }
    return drain(cluster, node.serverId(), limit);
  }

  /** Asks a node to leave; it begins once it has answered. */
  static Future<JsonObject> drain(ClusterNode cluster, int serverId, Duration limit) {
    return cluster
        .caller()
        .request(serverId, NodeCalls.MODULE, NodeCalls.DRAIN, new JsonObject(), limit);
  }
}
