package dev.delos.sdk;

import dev.delos.sdk.spi.SystemHost;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/**
 * What the systems of every role have in common: events and two hooks.
 *
 * <p>All callbacks of a system (hooks, event handlers, RPC methods, completions of the futures that
 * these calls return) run on its node's context, one at a time: a system needs no locks, and must
 * not block. A handler that throws is logged with mod, event and node; the others are still called.
 */
public abstract sealed class ModSystem permits ClientSystem, NodeSystem {
  private final SystemHost host;

  ModSystem(SystemHost host) {
    this.host = host;
  }

  /**
   * Wires the system: listens, registers methods. Delos calls it once. The node is up only when the
   * future completes; if it fails, this mod is stopped on this node and the others go on.
   */
  public Future<?> start() throws Exception {
    return Future.succeededFuture();
  }

  /**
   * Called once: when the node leaves, before its connections close, or when a system of the mod
   * could not start, this one's own {@link #start} maybe not called then. Delos waits, with a
   * limit.
   */
  public Future<?> stop() throws Exception {
    return Future.succeededFuture();
  }

  /** The mod's name. */
  protected final String namespace() {
    return host.namespace();
  }

  /** This system's name within its mod. */
  protected final String systemName() {
    return host.systemName();
  }

  /** The mod's {@code config} from its {@code mod.json}; a copy. */
  protected final JsonObject config() {
    return host.config();
  }

  /** The clock to ask for the time; tests set it. */
  protected final Clock clock() {
    return host.clock();
  }

  /** The namespace of engine events. */
  protected static String engineNamespace() {
    return EngineEvents.NAMESPACE;
  }

  /** The system name of engine events. */
  protected static String engineSystemName() {
    return EngineEvents.SYSTEM_NAME;
  }

  /**
   * Calls {@code handler} for each event of that name from that system. Names are the sender's.
   * Handlers are called in the order of their registration; one registered twice is called once.
   *
   * @param handler gets the data; what it changes in it, nobody else sees
   */
  protected final void listenForEvent(
      String namespace, String systemName, String eventName, Handler<JsonObject> handler) {
    host.listen(namespace, systemName, eventName, handler);
  }

  /**
   * Ends {@link #listenForEvent}. The handler must be the same object; note that each evaluation of
   * {@code this::method} makes a new one. Without effect if it did not listen.
   */
  protected final void unlistenForEvent(
      String namespace, String systemName, String eventName, Handler<JsonObject> handler) {
    host.unlisten(namespace, systemName, eventName, handler);
  }

  /** Ends all listening of this system. */
  protected final void unlistenAllEvents() {
    host.unlistenAll();
  }

  /** Sends an event of this system to all systems of the same node, this one included. */
  protected final void broadcastEvent(String event, JsonObject data) {
    host.broadcast(event, data);
  }
}
