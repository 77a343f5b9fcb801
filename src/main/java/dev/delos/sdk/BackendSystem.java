package dev.delos.sdk;

import dev.delos.sdk.spi.BackendHost;
import io.vertx.core.json.JsonObject;

/** What systems of services and masters have in common: they answer RPC, and steer servers. */
public abstract sealed class BackendSystem extends NodeSystem permits ServiceSystem, MasterSystem {
  private final BackendHost host;

  BackendSystem(BackendHost host) {
    super(host);
    this.host = host;
  }

  /** Answers a method of the module that equals this node's type. Replaces an earlier handler. */
  protected final void registerRpcMethodForMod(String method, RpcMethod handler) {
    host.registerMethod(host.type(), method, handler);
  }

  /** Answers a method of a module that {@code module_names} in the mod's {@code mod.json} lists. */
  protected final void registerRpcMethodForMod(String module, String method, RpcMethod handler) {
    host.registerMethod(module, method, handler);
  }

  /** Like {@link #registerRpcMethodForMod(String, String, RpcMethod)}. */
  protected final void registerRpcMethod(String module, String method, RpcMethod handler) {
    host.registerMethod(module, method, handler);
  }

  /**
   * Answers a method of a module whose arguments and answer are records. Arguments that are no such
   * record are refused with {@code BAD_REQUEST}.
   */
  protected final <A extends Record, R extends Record> void registerRpcMethod(
      String module, String method, Class<A> args, RecordMethod<A, R> handler) {
    host.registerMethod(
        module, method, json -> handler.call(Records.fromJson(json, args)).map(Records::toJson));
  }

  /** Answers a method of the module that equals this node's type, by {@link #responseToServer}. */
  protected final void registerRpcMethodForMod(String method, RpcHandler handler) {
    host.registerHandler(host.type(), method, handler);
  }

  /** Answers a method of a module by {@link #responseToServer}. */
  protected final void registerRpcMethodForMod(String module, String method, RpcHandler handler) {
    host.registerHandler(module, method, handler);
  }

  /** Like {@link #registerRpcMethodForMod(String, String, RpcHandler)}. */
  protected final void registerRpcMethod(String module, String method, RpcHandler handler) {
    host.registerHandler(module, method, handler);
  }

  /**
   * Answers a request. An answer that nobody waits for (given twice, after the caller's timeout, or
   * to a request that is one way) is dropped and logged.
   */
  protected final void responseToServer(int serverId, long callbackId, JsonObject data) {
    host.respond(serverId, callbackId, data);
  }

  /** Sends an event of this system to the systems of a lobby or game. Best effort. */
  protected final void notifyToServerNode(int serverId, String event, JsonObject data) {
    host.notifyToServerNode(serverId, event, data);
  }

  /**
   * Sends an event of this system to the systems of every lobby and game of a type. Best effort.
   */
  protected final void broadcastToServerByType(String type, String event, JsonObject data) {
    host.broadcastToServerByType(type, event, data);
  }

  /** Sends an event of this system to every client of the network. Best effort. */
  protected final void remoteBroadcastToClient(String event, JsonObject data) {
    host.remoteBroadcastToClient(event, data);
  }
}
