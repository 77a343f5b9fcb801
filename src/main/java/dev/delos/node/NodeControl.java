package dev.delos.node;

import ch.qos.logback.classic.Level;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.NodeCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the master may ask of every node: to leave, to log more or less. */
final class NodeControl {
  private static final Logger log = LoggerFactory.getLogger(NodeControl.class);
  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  private final NodeContext node;
  private final ClusterNode cluster;

  NodeControl(NodeContext node, ClusterNode cluster) {
    this.node = node;
    this.cluster = cluster;
  }

  void register() {
    cluster.dispatcher().register(NodeCalls.MODULE, NodeCalls.DRAIN, this::drain);
    cluster.dispatcher().register(NodeCalls.MODULE, NodeCalls.LOG_LEVEL, this::logLevel);
  }

  /** Answers that it begins: whoever asked sees the rest in the directory. */
  private Future<JsonObject> drain(RpcRequest request) {
    int serverId = cluster.self().serverId();
    log.info("node {} leaves: node {} asked for it", serverId, request.callerId());
    node.retire().accept(serverId);
    return Future.succeededFuture(new JsonObject().put("serverId", serverId));
  }

  private Future<JsonObject> logLevel(RpcRequest request) {
    String name = request.args().getString("logger", Logger.ROOT_LOGGER_NAME);
    String level = request.args().getString("level", "");
    if (!LEVELS.contains(level)) {
      throw new InvalidRequestException(
          "level: found " + level + ", allowed: " + String.join(", ", LEVELS));
    }
    if (!(LoggerFactory.getLogger(name) instanceof ch.qos.logback.classic.Logger logger)) {
      throw new InvalidRequestException("this node doesn't log by Logback: its levels are fixed");
    }
    logger.setLevel(Level.valueOf(level));
    log.info(
        "logger {} is at {} from now on: node {} asked for it", name, level, request.callerId());
    return Future.succeededFuture(new JsonObject().put("logger", name).put("level", level));
  }
}
