package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/** What the systems of services and masters may call. */
public class BackendCalls<S extends BackendSystem> extends NodeCalls<S> {
  BackendCalls(S system) {
    super(system);
  }

  public final void registerRpcMethodForMod(String method, RpcMethod handler) {
    run(() -> system().registerRpcMethodForMod(method, handler));
  }

  public final void registerRpcMethodForMod(String module, String method, RpcMethod handler) {
    run(() -> system().registerRpcMethodForMod(module, method, handler));
  }

  public final void registerRpcMethod(String module, String method, RpcMethod handler) {
    run(() -> system().registerRpcMethod(module, method, handler));
  }

  public final <A extends Record, R extends Record> void registerRpcMethod(
      String module, String method, Class<A> args, RecordMethod<A, R> handler) {
    run(() -> system().registerRpcMethod(module, method, args, handler));
  }

  public final void registerRpcMethodForMod(String method, RpcHandler handler) {
    run(() -> system().registerRpcMethodForMod(method, handler));
  }

  public final void registerRpcMethodForMod(String module, String method, RpcHandler handler) {
    run(() -> system().registerRpcMethodForMod(module, method, handler));
  }

  public final void registerRpcMethod(String module, String method, RpcHandler handler) {
    run(() -> system().registerRpcMethod(module, method, handler));
  }

  /** Does not wait: handlers call it on their own context. */
  public final void responseToServer(int serverId, long callbackId, JsonObject data) {
    context().runOnContext(now -> system().responseToServer(serverId, callbackId, data));
  }

  public final void notifyToServerNode(int serverId, String event, JsonObject data) {
    run(() -> system().notifyToServerNode(serverId, event, data));
  }

  public final void broadcastToServerByType(String type, String event, JsonObject data) {
    run(() -> system().broadcastToServerByType(type, event, data));
  }

  public final void remoteBroadcastToClient(String event, JsonObject data) {
    run(() -> system().remoteBroadcastToClient(event, data));
  }
}
