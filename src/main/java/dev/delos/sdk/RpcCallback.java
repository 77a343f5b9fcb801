package dev.delos.sdk;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Takes the outcome of a request: {@code (true, reply)}, or {@code (false, null)}. */
@FunctionalInterface
public interface RpcCallback {
  /** Called exactly once, on the caller's context. */
  void handle(boolean suc, @Nullable JsonObject args);
}
