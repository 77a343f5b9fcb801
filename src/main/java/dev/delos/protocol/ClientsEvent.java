package dev.delos.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An event on its way to clients of one proxy.
 *
 * @param playerIds to whom
 */
public record ClientsEvent(List<String> playerIds, EventName name, JsonObject data) {
  public JsonObject toJson() {
    return name.writeTo(new JsonObject().put("playerIds", new JsonArray(playerIds)))
        .put("data", data);
  }

  public static ClientsEvent fromJson(JsonObject json) {
    return new ClientsEvent(
        json.getJsonArray("playerIds").stream().map(String.class::cast).toList(),
        EventName.readFrom(json),
        json.getJsonObject("data"));
  }
}
