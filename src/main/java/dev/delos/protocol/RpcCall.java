package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * A request on its way to the node that answers it.
 *
 * @param callId names it among all calls of its caller, in this life and others
 * @param callerId the server id of the asking node
 * @param timeout how long the caller still waits; zero if it waits for no answer
 */
public record RpcCall(
    long callId, int callerId, String module, String method, JsonObject args, Duration timeout) {
  /** Whether nobody waits for an answer. */
  public boolean isOneWay() {
    return timeout.isZero();
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("callId", callId)
        .put("callerId", callerId)
        .put("module", module)
        .put("method", method)
        .put("args", args)
        .put("timeoutMs", timeout.toMillis());
  }

  public static RpcCall fromJson(JsonObject json) {
    return new RpcCall(
        json.getLong("callId"),
        json.getInteger("callerId"),
        json.getString("module"),
        json.getString("method"),
        json.getJsonObject("args"),
        Duration.ofMillis(json.getLong("timeoutMs")));
  }
}
