package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/** An RPC method that answers by {@link ServiceSystem#responseToServer}, now or later. */
@FunctionalInterface
public interface RpcHandler {
  /**
   * Takes a request.
   *
   * @param serverId the caller's node
   * @param callbackId what to answer with
   */
  void handle(int serverId, long callbackId, JsonObject args);
}
