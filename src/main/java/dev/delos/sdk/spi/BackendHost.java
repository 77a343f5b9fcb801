package dev.delos.sdk.spi;

import dev.delos.sdk.RpcHandler;
import dev.delos.sdk.RpcMethod;
import io.vertx.core.json.JsonObject;

/** What systems of services and masters ask of their host. */
public interface BackendHost extends NodeHost {
  /** The node's type, which is also the name of its own module. */
  String type();

  void registerMethod(String module, String method, RpcMethod handler);

  void registerHandler(String module, String method, RpcHandler handler);

  void respond(int serverId, long callbackId, JsonObject data);

  void notifyToServerNode(int serverId, String event, JsonObject data);

  void broadcastToServerByType(String type, String event, JsonObject data);

  void remoteBroadcastToClient(String event, JsonObject data);
}
