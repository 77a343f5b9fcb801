package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.NodeCalls;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.NamedOperatorCommand;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that nodes' systems answer: sent to all that have one, or to those selected. */
final class Forwarding {
  private static final String UID = "opUid";
  private static final String SERVER_IDS = "opServerIds";
  private static final String SERVER_TYPE = "opServerType";
  private static final int MAX_TYPE = 32;
  private static final int PARTIAL = 207;

  private final ClusterNode cluster;
  private final Sessions sessions;
  private final Duration limit;

  Forwarding(ClusterNode cluster, Sessions sessions, Duration limit) {
    this.cluster = cluster;
    this.sessions = sessions;
    this.limit = limit;
  }

  /** The command of that path, if a node has it. */
  Optional<NamedOperatorCommand> find(String path) {
    return hosts(path).findAny().map(any -> (operator, body) -> forward(path, body));
  }

  private Stream<NodeInfo> hosts(String path) {
    return cluster.directory().reachableNodes().filter(node -> node.commands().contains(path));
  }

  private Future<JsonObject> forward(String path, JsonObject body) {
    return select(path, body).compose(ids -> gather(path, forNodes(body), ids));
  }

  /** What is left when the selection is taken out; opUid stays, for it says whom it is about. */
  private static JsonObject forNodes(JsonObject body) {
    JsonObject rest = body.copy();
    rest.remove(SERVER_IDS);
    rest.remove(SERVER_TYPE);
    return rest;
  }

  private Future<List<Integer>> select(String path, JsonObject json) {
    List<String> keys =
        Stream.of(UID, SERVER_IDS, SERVER_TYPE).filter(key -> json.getValue(key) != null).toList();
    if (keys.size() > 1) {
      throw new InvalidRequestException(
          "found " + String.join(" and ", keys) + ", allowed: one of them");
    }
    CommandBody body = CommandBody.of(json, json.fieldNames().toArray(String[]::new));
    if (keys.contains(UID)) {
      String uid = body.text(UID, CommandBody.MAX_UID, "a player's uid");
      return sessions.online(uid).map(online -> List.of(online.serverId()));
    }
    if (keys.contains(SERVER_IDS)) {
      return Future.succeededFuture(body.serverIds(SERVER_IDS));
    }
    if (keys.contains(SERVER_TYPE)) {
      return Future.succeededFuture(
          ofType(path, body.text(SERVER_TYPE, MAX_TYPE, "a type of node")));
    }
    return Future.succeededFuture(hosts(path).map(NodeInfo::serverId).sorted().toList());
  }

  private List<Integer> ofType(String path, String type) {
    List<Integer> found =
        hosts(path)
            .filter(node -> node.type().equals(type))
            .map(NodeInfo::serverId)
            .sorted()
            .toList();
    if (found.isEmpty()) {
      throw new CommandFailure(404, "no node of type " + type + " has the command " + path);
    }
    return found;
  }

  private Future<JsonObject> gather(String path, JsonObject body, List<Integer> ids) {
    TreeMap<Integer, Future<Answer>> asked = new TreeMap<>();
    ids.forEach(id -> asked.put(id, ask(path, body, id)));
    return Future.all(List.copyOf(asked.values()))
        .compose(
            all -> {
              TreeMap<Integer, Answer> answers = new TreeMap<>();
              asked.forEach((id, answer) -> answers.put(id, answer.result()));
              return summary(answers);
            });
  }

  /** What one node answers; never fails. */
  private Future<Answer> ask(String path, JsonObject body, int serverId) {
    Optional<NodeInfo> node = cluster.directory().find(serverId);
    if (node.isEmpty()) {
      return Future.succeededFuture(Answer.refusal(404, "no node " + serverId));
    }
    if (!node.get().commands().contains(path)) {
      return Future.succeededFuture(
          Answer.refusal(404, "node " + serverId + " has no command " + path));
    }
    JsonObject args = new JsonObject().put("url", path).put("body", body);
    return cluster
        .caller()
        .request(serverId, NodeCalls.MODULE, NodeCalls.COMMAND, args, limit)
        .map(Answer::success)
        .otherwise(
            failure -> {
              RpcException rpc = (RpcException) failure;
              return Answer.refusal(Answer.code(rpc), rpc.detail());
            });
  }

  private static Future<JsonObject> summary(SortedMap<Integer, Answer> answers) {
    JsonObject entity = new JsonObject();
    answers.forEach((id, answer) -> entity.put(Integer.toString(id), answer.toJson()));
    long succeeded = answers.values().stream().filter(Answer::isSuccess).count();
    if (succeeded == answers.size()) {
      return Future.succeededFuture(entity);
    }
    Set<Integer> codes = answers.values().stream().map(Answer::code).collect(Collectors.toSet());
    int otherwise = succeeded == 0 ? 502 : PARTIAL;
    return Future.failedFuture(
        new CommandFailure(
            codes.size() == 1 ? codes.iterator().next() : otherwise,
            succeeded + " of " + answers.size() + " nodes succeeded",
            entity));
  }
}
