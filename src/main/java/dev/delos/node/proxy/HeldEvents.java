package dev.delos.node.proxy;

import dev.delos.protocol.EventName;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/** What a client says while its player is between two lobbies, in order and with a bound. */
final class HeldEvents {
  private static final int MOST = 64;

  /** Small, as most hold none. */
  private final Queue<Held> events = new ArrayDeque<>(1);

  private record Held(EventName name, JsonObject data) {}

  /** Keeps an event; false if there is no room. */
  boolean add(EventName name, JsonObject data) {
    return events.size() < MOST && events.add(new Held(name, data));
  }

  /** Hands each on, once. */
  void drainTo(BiConsumer<EventName, JsonObject> receiver) {
    for (Held held = events.poll(); held != null; held = events.poll()) {
      receiver.accept(held.name(), held.data());
    }
  }
}
