package dev.delos.host;

import dev.delos.cluster.RpcDispatcher;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Everybody;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import dev.delos.sdk.RpcHandler;
import dev.delos.sdk.RpcMethod;
import dev.delos.sdk.spi.BackendHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a system gets on a service or master: it answers RPC, and steers servers and clients. */
class BackendSystemHost extends NodeSystemHost implements BackendHost {
  private static final Logger log = LoggerFactory.getLogger(BackendSystemHost.class);

  private final LoadedMod mod;
  private final String type;
  private final Map<Long, Pending> unanswered = new HashMap<>();
  private long lastCallbackId;

  /** A request that waits for {@link #respond}, and the timer that ends the wait. */
  private record Pending(int callerId, Promise<JsonObject> reply, long timer) {}

  BackendSystemHost(ModHost modHost, LoadedMod mod, String systemName) {
    super(modHost, mod, systemName);
    this.mod = mod;
    this.type = cluster().self().type();
  }

  @Override
  public final String type() {
    return type;
  }

  @Override
  public final void registerMethod(String module, String method, RpcMethod handler) {
    register(module, method, request -> handler.call(request.args()));
  }

  @Override
  public final void registerHandler(String module, String method, RpcHandler handler) {
    register(module, method, request -> await(request, handler));
  }

  private void register(String module, String method, RpcEndpoint endpoint) {
    RpcDispatcher dispatcher = cluster().dispatcher();
    dispatcher.register(allowed(module), method, endpoint);
    onClose(() -> dispatcher.unregister(module, method, endpoint));
  }

  @Override
  public final void respond(int serverId, long callbackId, JsonObject data) {
    Pending pending = unanswered.get(callbackId);
    if (pending == null || pending.callerId() != serverId) {
      log.warn(
          "{}.{} answered request {} of node {}, which nobody waits for",
          namespace(),
          systemName(),
          callbackId,
          serverId);
      return;
    }
    unanswered.remove(callbackId);
    modHost().vertx().cancelTimer(pending.timer());
    pending.reply().complete(data);
  }

  @Override
  public final void notifyToServerNode(int serverId, String event, JsonObject data) {
    notifyNode(serverId, NodeInfo::isServer, event, data);
  }

  @Override
  public final void broadcastToServerByType(String ofType, String event, JsonObject data) {
    cluster().broadcast(node -> node.isServer() && node.type().equals(ofType), event(event, data));
  }

  @Override
  public final void remoteBroadcastToClient(String event, JsonObject data) {
    cluster().broadcast(new ClientsEvent(Everybody.EVERYBODY, name(event), data));
  }

  private Future<JsonObject> await(RpcRequest request, RpcHandler handler) {
    long callbackId = ++lastCallbackId;
    if (request.isOneWay()) {
      handler.handle(request.callerId(), callbackId, request.args());
      return Future.succeededFuture(new JsonObject());
    }
    Promise<JsonObject> reply = Promise.promise();
    long timer =
        modHost()
            .vertx()
            .setTimer(Math.max(1, request.timeout().toMillis()), id -> forget(callbackId));
    unanswered.put(callbackId, new Pending(request.callerId(), reply, timer));
    try {
      handler.handle(request.callerId(), callbackId, request.args());
    } catch (RuntimeException e) {
      modHost().vertx().cancelTimer(timer);
      unanswered.remove(callbackId);
      throw e;
    }
    return reply.future();
  }

  /** The caller has stopped waiting: what comes later is late. */
  private void forget(long callbackId) {
    Pending late = unanswered.remove(callbackId);
    if (late != null) {
      late.reply().fail(new RpcException(Code.TIMEOUT, "not answered in time"));
    }
  }

  private String allowed(String module) {
    if (!module.equals(type) && !mod.config().moduleNames().contains(module)) {
      TreeSet<String> names = new TreeSet<>(mod.config().moduleNames());
      names.add(type);
      throw new IllegalArgumentException(
          "module " + module + ": allowed: " + String.join(", ", names) + " (module_names)");
    }
    return module;
  }
}
