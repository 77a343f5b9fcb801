package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * An answer on its way back.
 *
 * @param callId the call that it answers
 * @param code {@link #SUCCESS}, or what went wrong
 * @param detail what the caller may know of a failure; empty for a success
 * @param data the reply; empty for a failure
 */
public record RpcReply(long callId, int code, String detail, JsonObject data) {
  /** The code of an answer that is a reply. */
  public static final int SUCCESS = 0;

  public static RpcReply of(long callId, JsonObject data) {
    return new RpcReply(callId, SUCCESS, "", data);
  }

  public static RpcReply failure(long callId, int code, String detail) {
    return new RpcReply(callId, code, detail, new JsonObject());
  }

  public boolean isSuccess() {
    return code == SUCCESS;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("callId", callId)
        .put("code", code)
        .put("detail", detail)
        .put("data", data);
  }

  public static RpcReply fromJson(JsonObject json) {
    return new RpcReply(
        json.getLong("callId"),
        json.getInteger("code"),
        json.getString("detail"),
        json.getJsonObject("data"));
  }
}
