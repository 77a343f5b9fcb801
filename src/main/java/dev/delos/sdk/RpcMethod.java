package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** An RPC method whose future is the answer. */
@FunctionalInterface
public interface RpcMethod {
  /**
   * Answers a request. A failure with an {@link InvalidRequestException} is answered {@code
   * BAD_REQUEST} with its message; any other, thrown or returned, {@code REMOTE_ERROR} with an id
   * that finds the cause in this node's log.
   */
  Future<JsonObject> call(JsonObject args);
}
