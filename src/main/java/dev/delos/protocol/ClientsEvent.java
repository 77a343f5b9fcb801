package dev.delos.protocol;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;

/** An event on its way to clients of one proxy. */
public record ClientsEvent(Audience to, EventName name, JsonObject data) {
  /** Which clients of the proxy. */
  public sealed interface Audience {}

  /**
   * Players, as the lobby or game that sends it holds them: the proxy drops it for one whom that
   * server holds no more.
   *
   * @param epochs the epochs under which they came there, by the players' ids
   */
  public record Players(Map<String, Long> epochs) implements Audience {
    public Players {
      epochs = Map.copyOf(epochs);
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
      json.put("players", new JsonObject(Map.copyOf(players.epochs())));
    } else if (to instanceof AccountHolder holder) {
      json.put("uid", holder.uid());
    }
    return name.writeTo(json).put("data", data);
  }

  public static ClientsEvent fromJson(JsonObject json) {
    return new ClientsEvent(audience(json), EventName.readFrom(json), json.getJsonObject("data"));
  }

  private static Audience audience(JsonObject json) {
    if (json.containsKey("players")) {
      return new Players(epochs(json.getJsonObject("players")));
    }
    return json.containsKey("uid") ? new AccountHolder(json.getString("uid")) : Everybody.EVERYBODY;
  }

  private static Map<String, Long> epochs(JsonObject json) {
    return json.fieldNames().stream().collect(Collectors.toMap(id -> id, json::getLong));
  }
}
