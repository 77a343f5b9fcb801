package dev.delos.host;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.OutcomeCalls;
import dev.delos.sdk.OperatorCommand;
import dev.delos.sdk.Outcome;
import dev.delos.sdk.RequestKey;
import dev.delos.sdk.spi.BasicSystemHost;
import dev.delos.sdk.spi.NodeHost;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a system gets on every role; which of it, its role's interface says. */
class NodeSystemHost extends BasicSystemHost implements NodeHost {
  private final ModHost modHost;
  private final List<Runnable> releases = new ArrayList<>();

  NodeSystemHost(ModHost modHost, LoadedMod mod, String systemName) {
    super(
        mod.mod().name(), systemName, mod.config().config(), modHost.clock(), modHost.listeners());
    this.modHost = modHost;
  }

  @Override
  public final int serverId() {
    return cluster().self().serverId();
  }

  @Override
  public final Future<JsonObject> request(
      String module, String method, JsonObject args, Duration timeout) {
    return cluster().caller().request(module, method, args, timeout);
  }

  @Override
  public final Future<JsonObject> requestHash(
      String module, String hashKey, String method, JsonObject args, Duration timeout) {
    return cluster().caller().requestHash(module, hashKey, method, args, timeout);
  }

  @Override
  public final Future<JsonObject> requestIdempotent(
      String module, String method, RequestKey key, JsonObject args, Duration timeout) {
    JsonObject request = envelope(key).put(OutcomeCalls.ARGS, args);
    return IdempotentRequest.send(
        modHost.vertx(), wait -> request(module, method, request, wait), timeout);
  }

  @Override
  public final Future<Outcome> queryOutcome(String module, RequestKey key, Duration timeout) {
    JsonObject request = envelope(key);
    return IdempotentRequest.send(
            modHost.vertx(), wait -> request(module, OutcomeCalls.QUERY, request, wait), timeout)
        .map(answer -> new Outcome(Optional.ofNullable(answer.getJsonObject(OutcomeCalls.REPLY))));
  }

  private static JsonObject envelope(RequestKey key) {
    return new JsonObject()
        .put(OutcomeCalls.OWNER, key.owner())
        .put(OutcomeCalls.REQUEST_ID, key.requestId().toString());
  }

  @Override
  public final void send(String module, String method, JsonObject args) {
    cluster().caller().send(module, method, args);
  }

  @Override
  public final void notifyToServiceNode(int serverId, String event, JsonObject data) {
    notifyNode(serverId, NodeInfo::isService, event, data);
  }

  @Override
  public final void broadcastToService(String event, JsonObject data) {
    cluster().broadcast(NodeInfo::isService, event(event, data));
  }

  /** Sends an event to the active master; dropped if there is none. */
  public final void notifyToMaster(String event, JsonObject data) {
    cluster()
        .directory()
        .activeMaster()
        .ifPresent(master -> cluster().send(master.serverId(), event(event, data)));
  }

  /** Adds a command that this node answers when the master forwards it. */
  public final void registerOpCommand(String url, OperatorCommand command) {
    modHost.commands().add(url, command);
    onClose(() -> modHost.commands().remove(url));
  }

  /** Sends an event to a node if it is of that kind. */
  final void notifyNode(int serverId, Predicate<NodeInfo> kind, String event, JsonObject data) {
    cluster()
        .directory()
        .find(serverId)
        .filter(kind)
        .ifPresent(node -> cluster().send(serverId, event(event, data)));
  }

  final NodeEvent event(String event, JsonObject data) {
    return new NodeEvent(serverId(), name(event), data);
  }

  final EventName name(String event) {
    return new EventName(namespace(), systemName(), event);
  }

  /** Remembers how to let go of what the system has registered. */
  final void onClose(Runnable release) {
    releases.add(release);
  }

  /** Lets go of what the system registered. */
  final void close() {
    unlistenAll();
    releases.forEach(Runnable::run);
    releases.clear();
  }

  final ModHost modHost() {
    return modHost;
  }

  final ClusterNode cluster() {
    return modHost.cluster();
  }
}
