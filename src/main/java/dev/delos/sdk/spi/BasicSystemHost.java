package dev.delos.sdk.spi;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** The part of a host that is the same on every node and client: names, settings, local events. */
public abstract class BasicSystemHost implements SystemHost {
  private final String namespace;
  private final String systemName;
  private final JsonObject config;
  private final Clock clock;
  private final EventListeners listeners;

  protected BasicSystemHost(
      String namespace,
      String systemName,
      JsonObject config,
      Clock clock,
      EventListeners listeners) {
    this.namespace = namespace;
    this.systemName = systemName;
    this.config = config.copy();
    this.clock = clock;
    this.listeners = listeners;
  }

  @Override
  public final String namespace() {
    return namespace;
  }

  @Override
  public final String systemName() {
    return systemName;
  }

  @Override
  public final JsonObject config() {
    return config.copy();
  }

  @Override
  public final Clock clock() {
    return clock;
  }

  @Override
  public final void listen(
      String eventNamespace, String eventSystem, String eventName, Handler<JsonObject> handler) {
    listeners.add(this, eventNamespace, eventSystem, eventName, handler);
  }

  @Override
  public final void unlisten(
      String eventNamespace, String eventSystem, String eventName, Handler<JsonObject> handler) {
    listeners.remove(this, eventNamespace, eventSystem, eventName, handler);
  }

  @Override
  public final void unlistenAll() {
    listeners.removeAll(this);
  }

  @Override
  public final void broadcast(String event, JsonObject data) {
    listeners.dispatch(namespace, systemName, event, data);
  }
}
