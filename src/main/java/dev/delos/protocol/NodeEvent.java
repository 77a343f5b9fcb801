package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * An event from a system of one node on its way to the systems of another.
 *
 * @param senderId the node that sent it
 */
public record NodeEvent(int senderId, EventName name, JsonObject data) {
  public JsonObject toJson() {
    return name.writeTo(new JsonObject().put("senderId", senderId)).put("data", data);
  }

  public static NodeEvent fromJson(JsonObject json) {
    return new NodeEvent(
        json.getInteger("senderId"), EventName.readFrom(json), json.getJsonObject("data"));
  }
}
