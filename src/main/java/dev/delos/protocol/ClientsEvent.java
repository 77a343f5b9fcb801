package dev.delos.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An event on its way to clients of one proxy. */
public record ClientsEvent(Audience to, EventName name, JsonObject data) {
  /** Which clients of the proxy. */
  public sealed interface Audience {}

  /** Players, by their ids. */
  public record Players(List<String> playerIds) implements Audience {
    public Players {
      playerIds = List.copyOf(playerIds);
    }
  }

  /** The player of an account. */
  public record AccountHolder(String uid) implements Audience {}

  /** All that the proxy holds. */
  public enum Everybody implements Audience {
    EVERYBODY
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    if (to instanceof Players players) {
      json.put("playerIds", new JsonArray(players.playerIds()));
    } else if (to instanceof AccountHolder holder) {
      json.put("uid", holder.uid());
    }
    return name.writeTo(json).put("data", data);
  }

  public static ClientsEvent fromJson(JsonObject json) {
    return new ClientsEvent(audience(json), EventName.readFrom(json), json.getJsonObject("data"));
  }

  private static Audience audience(JsonObject json) {
    if (json.containsKey("playerIds")) {
      return new Players(json.getJsonArray("playerIds").stream().map(String.class::cast).toList());
    }
    return json.containsKey("uid") ? new AccountHolder(json.getString("uid")) : Everybody.EVERYBODY;
  }
}
