package dev.delos.sdk.spi;

import dev.delos.sdk.Database;
import dev.delos.sdk.RpcHandler;
import dev.delos.sdk.RpcMethod;
import io.vertx.core.json.JsonObject;

/** What a service's system asks of its host. */
public interface ServiceHost extends NodeHost {
  /** The node's type, which is also the name of its own module. */
  String type();

  Database database();

  void registerMethod(String module, String method, RpcMethod handler);

  void registerHandler(String module, String method, RpcHandler handler);

  void respond(int serverId, long callbackId, JsonObject data);
}
