package dev.delos.node.master;

import static dev.delos.node.master.CommandBody.MAX_TEXT;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.host.CommandTable;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Collectors;

/** Commands about one player's connection. */
final class PlayerCommands {
  private final ClusterNode cluster;
  private final Sessions sessions;
  private final Duration transferLimit;

  PlayerCommands(ClusterNode cluster, Sessions sessions, Duration transferLimit) {
    this.cluster = cluster;
    this.sessions = sessions;
    this.transferLimit = transferLimit;
  }

  void addTo(CommandTable commands) {
    commands.add("/player/find", this::find);
    commands.add("/player/kick", this::kick);
    commands.add("/player/transfer", this::transfer);
    commands.add("/player/release", this::release);
  }

  private Future<JsonObject> find(JsonObject json) {
    String uid = CommandBody.of(json, "uid").uid();
    return sessions
        .find(uid)
        .map(
            found ->
                found
                    .map(online -> place(online).put("online", true))
                    .orElseGet(() -> new JsonObject().put("uid", uid).put("online", false)));
  }

  private static JsonObject place(Online online) {
    return new JsonObject()
        .put("uid", online.uid())
        .put("serverId", online.serverId())
        .put("proxyId", online.proxyId())
        .put("session", online.session());
  }

  private Future<JsonObject> kick(JsonObject json) {
    CommandBody body = CommandBody.of(json, "uid", "message");
    String uid = body.uid();
    String message = body.text("message", MAX_TEXT, "a text", "an operator ended the connection");
    return sessions
        .online(uid)
        .compose(
            online ->
                sessions
                    .close(online, CloseCode.KICKED, message)
                    .map(closed -> place(online).put("closed", closed)));
  }

  private Future<JsonObject> transfer(JsonObject json) {
    CommandBody body = CommandBody.of(json, "uid", "serverId", "transferParam");
    int serverId = body.wholeNumber("serverId", 0, Integer.MAX_VALUE, "0 or a node's id", 0);
    if (serverId != 0
        && cluster.directory().upNodes().noneMatch(node -> isServer(node, serverId))) {
      throw body.refused("serverId", "0 for any lobby, or one that is up: " + servers());
    }
    JsonObject args =
        new JsonObject()
            .put("uid", body.uid())
            .put("serverId", serverId)
            .put("transferParam", body.object("transferParam"));
    return sessions
        .online(body.uid())
        .compose(
            online ->
                cluster
                    .caller()
                    .request(
                        online.proxyId(),
                        SessionCalls.MODULE,
                        SessionCalls.TRANSFER,
                        args,
                        transferLimit)
                    .map(
                        moved ->
                            place(online)
                                .put("from", online.serverId())
                                .put("serverId", moved.getInteger("serverId"))));
  }

  private static boolean isServer(NodeInfo node, int serverId) {
    return node.isServer() && node.serverId() == serverId;
  }

  private String servers() {
    return cluster
        .directory()
        .upNodes()
        .filter(NodeInfo::isServer)
        .map(NodeInfo::serverId)
        .sorted()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  /** Frees an account whatever holds it: a connection, if there is one, is closed first. */
  private Future<JsonObject> release(JsonObject json) {
    String uid = CommandBody.of(json, "uid").uid();
    String message = "an operator released the account";
    return sessions
        .find(uid)
        .compose(
            found ->
                found
                    .map(
                        online ->
                            sessions.close(online, CloseCode.KICKED, message).otherwise(false))
                    .orElseGet(() -> Future.succeededFuture(false))
                    .compose(
                        closed ->
                            cluster
                                .presence()
                                .forget(uid)
                                .map(
                                    gone ->
                                        new JsonObject()
                                            .put("uid", uid)
                                            .put("wasOnline", found.isPresent())
                                            .put("closed", closed))));
  }
}
