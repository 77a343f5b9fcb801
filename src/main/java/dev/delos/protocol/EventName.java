package dev.delos.protocol;

import io.vertx.core.json.JsonObject;

/**
 * What an event is called: the sender's namespace and system, and a name of its own.
 *
 * @param namespace the mod of the sender
 * @param system the sender's system
 * @param event the event
 */
public record EventName(String namespace, String system, String event) {
  /** Writes the name into an envelope or frame. */
  JsonObject writeTo(JsonObject json) {
    return json.put("namespace", namespace).put("system", system).put("event", event);
  }

  static EventName readFrom(JsonObject json) {
    return new EventName(
        json.getString("namespace"), json.getString("system"), json.getString("event"));
  }

  @Override
  public String toString() {
    return namespace + "." + system + "." + event;
  }
}
