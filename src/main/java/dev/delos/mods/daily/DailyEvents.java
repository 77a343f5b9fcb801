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

  /**
   * What a client says with {@link #RECV} and {@link #MAKE_UP}; what it means is looked at later.
   */
  static JsonObject claimData() {
    return object(
            new JsonObject()
                .put("activity", activity())
                .put("valid", text(32, "a date, such as 2026-11-23"))
                .put("requestId", text(36, "a UUID")))
        .put("required", new JsonArray().add("valid"));
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
