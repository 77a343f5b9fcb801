package dev.delos.sdk;

import dev.delos.sdk.spi.ServiceHost;
import io.vertx.core.json.JsonObject;

/** A mod's system on a service: answers RPC, and keeps what must last in the database. */
public abstract non-sealed class ServiceSystem extends NodeSystem {
  private final ServiceHost host;

  protected ServiceSystem(ServiceHost host) {
    super(host);
    this.host = host;
  }

  /** PostgreSQL, with this mod's tables in the schema of its name. */
  protected final Database database() {
    return host.database();
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

  /** Answers a method of the module that equals this node's type, by {@link #responseToServer}. */
  protected final void registerRpcMethodForMod(String method, RpcHandler handler) {
    host.registerHandler(host.type(), method, handler);
  }

  /** Answers a method of a module by {@link #responseToServer}. */
  protected final void registerRpcMethod(String module, String method, RpcHandler handler) {
    host.registerHandler(module, method, handler);
  }

  /**
   * Answers a request. An answer that nobody waits for (given twice, or after the caller's timeout)
   * is dropped and logged.
   */
  protected final void responseToServer(int serverId, long callbackId, JsonObject data) {
    host.respond(serverId, callbackId, data);
  }
}
