package dev.delos.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * An RPC method that may be called again with the same key, and sees to it by itself that its
 * effect happens once: because it only reads, or by a constraint of its own tables. For all others
 * there is {@link IdempotentMethod}.
 */
@FunctionalInterface
public interface RepeatableMethod {
  /** Answers a request; fails like an {@link RpcMethod}. */
  Future<JsonObject> call(RequestKey key, JsonObject args);
}
