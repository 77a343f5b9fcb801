package dev.delos.mods.daily.rules;

import io.vertx.core.json.JsonObject;

/** What a line of a payment is for. */
public sealed interface Why {
  /** The reward of the calendar. */
  record Day() implements Why {}

  /** An event of that id. */
  record OfEvent(String id) implements Why {}

  /** The milestone at that count. */
  record OfMilestone(int at) implements Why {}

  static Why fromJson(JsonObject json) {
    return switch (json.getString("why")) {
      case "DAY" -> new Day();
      case "EVENT" -> new OfEvent(json.getString("event"));
      case "MILESTONE" -> new OfMilestone(json.getInteger("at"));
      default -> throw new IllegalArgumentException(json.encode());
    };
  }

  default JsonObject writeTo(JsonObject json) {
    if (this instanceof OfEvent event) {
      return json.put("why", "EVENT").put("event", event.id());
    }
    if (this instanceof OfMilestone milestone) {
      return json.put("why", "MILESTONE").put("at", milestone.at());
    }
    return json.put("why", "DAY");
  }
}
