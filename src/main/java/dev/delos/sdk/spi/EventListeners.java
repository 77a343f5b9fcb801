package dev.delos.sdk.spi;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to what on one node or client. Belongs to its context. A listener that throws is
 * logged; the others are still called.
 */
public final class EventListeners {
  private static final Logger log = LoggerFactory.getLogger(EventListeners.class);

  private final String place;
  private final Map<Name, List<Listener>> listeners = new HashMap<>();

  private record Name(String namespace, String systemName, String eventName) {}

  private record Listener(SystemHost owner, Handler<JsonObject> handler) {}

  /**
   * Makes an empty one.
   *
   * @param place the node or client, as the log shall name it
   */
  public EventListeners(String place) {
    this.place = place;
  }

  void add(
      SystemHost owner,
      String namespace,
      String systemName,
      String eventName,
      Handler<JsonObject> handler) {
    List<Listener> list =
        listeners.computeIfAbsent(
            new Name(namespace, systemName, eventName), name -> new ArrayList<>());
    Listener listener = new Listener(owner, handler);
    if (!list.contains(listener)) {
      list.add(listener);
    }
  }

  void remove(
      SystemHost owner,
      String namespace,
      String systemName,
      String eventName,
      Handler<JsonObject> handler) {
    List<Listener> list = listeners.get(new Name(namespace, systemName, eventName));
    if (list != null) {
      list.remove(new Listener(owner, handler));
    }
  }

  void removeAll(SystemHost owner) {
    listeners.values().forEach(list -> list.removeIf(listener -> listener.owner() == owner));
  }

  /** Calls the listeners in the order of their registration, each with its own copy of the data. */
  public void dispatch(String namespace, String systemName, String eventName, JsonObject data) {
    List<Listener> list = listeners.get(new Name(namespace, systemName, eventName));
    if (list == null) {
      return;
    }
    for (Listener listener : List.copyOf(list)) {
      try {
        listener.handler().handle(data.copy());
      } catch (Throwable failure) {
        log.error(
            "{}.{} failed in event {}.{}.{} on {}",
            listener.owner().namespace(),
            listener.owner().systemName(),
            namespace,
            systemName,
            eventName,
            place,
            failure);
      }
    }
  }
}
