package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Answers the requests for one method of one module on one node. */
@FunctionalInterface
public interface RpcEndpoint {
  /** The reply; what it throws or fails with is told to the caller by a code. */
  Future<JsonObject> call(RpcRequest request);
}
