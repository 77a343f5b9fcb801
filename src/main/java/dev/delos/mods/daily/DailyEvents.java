package dev.delos.mods.daily;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The names of the mod's events. */
final class DailyEvents {
  /** Lobby to client: opens the page, with all that it shows. */
  static final String DISPLAY = "DisplayDailyRewardEvent";

  /** Client to lobby: claims {@code valid}. Lobby to client: how it went. */
  static final String RECV = "PlayerRecvEvent";

  /**
   * Client to lobby: makes up {@code valid}, a day that was missed. Lobby to client: how it went.
   */
  static final String MAKE_UP = "PlayerMakeUpEvent";

  /** Client to lobby: asks for {@link #DISPLAY}. */
  static final String OPEN = "OpenDailyRewardEvent";

  private DailyEvents() {}

  /** What a client says with {@link #OPEN}: of which activity. */
  static JsonObject openData() {
    return object(new JsonObject().put("activity", activity()));
  }

  /** What a client says with {@link #RECV}; what it means is looked at later. */
  static JsonObject claimData() {
    return wish(day());
  }

  /** What a client says with {@link #MAKE_UP}: {@code price} as the page shows it. */
  static JsonObject makeUpData() {
    JsonObject price =
        object(
                new JsonObject()
                    .put("item", text(32, "an item's id"))
                    .put("count", new JsonObject().put("type", "integer").put("minimum", 0)))
            .put("required", new JsonArray().add("item").add("count"));
    return wish(day().put("price", price));
  }

  private static JsonObject day() {
    return new JsonObject()
        .put("activity", activity())
        .put("valid", text(32, "a date, such as 2026-11-23"))
        .put("requestId", text(36, "a UUID"));
  }

  private static JsonObject wish(JsonObject properties) {
    return object(properties).put("required", new JsonArray().add("valid"));
  }

  private static JsonObject activity() {
    return text(32, "an activity's name");
  }

  private static JsonObject object(JsonObject properties) {
    return new JsonObject()
        .put("type", "object")
        .put("additionalProperties", false)
        .put("properties", properties);
  }

  private static JsonObject text(int most, String description) {
    return new JsonObject()
        .put("type", "string")
        .put("maxLength", most)
        .put("description", description);
  }
}
