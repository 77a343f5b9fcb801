package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * A request on its way to the node that answers it.
 *
 * @param callerId the server id of the asking node
 * @param timeout how long the caller still waits
 */
public record RpcCall(
    int callerId, String module, String method, JsonObject args, Duration timeout) {
  public JsonObject toJson() {
    return new JsonObject()
        .put("callerId", callerId)
        .put("module", module)
        .put("method", method)
        .put("args", args)
        .put("timeoutMs", timeout.toMillis());
  }

  public static RpcCall fromJson(JsonObject json) {
    return new RpcCall(
        json.getInteger("callerId"),
        json.getString("module"),
        json.getString("method"),
        json.getJsonObject("args"),
        Duration.ofMillis(json.getLong("timeoutMs")));
  }
}
