package dev.delos.mods.daily;

import dev.delos.sdk.spi.SystemHost;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host that runs one system on the test's thread: what every role asks of it. */
class FakeSystemHost implements SystemHost {
  private final Map<String, List<Handler<JsonObject>>> handlers = new HashMap<>();
  private final String systemName;

  FakeSystemHost(String systemName) {
    this.systemName = systemName;
  }

  /** Lets an event of some system arrive. */
  void emit(String namespace, String system, String event, JsonObject data) {
    List.copyOf(handlers.getOrDefault(key(namespace, system, event), List.of()))
        .forEach(handler -> handler.handle(data.copy()));
  }

  @Override
  public String namespace() {
    return DailyMod.NAME;
  }

  @Override
  public String systemName() {
    return systemName;
  }

  @Override
  public JsonObject config() {
    throw new AssertionError("asked for its settings");
  }

  @Override
  public Clock clock() {
    throw new AssertionError("asked for the time");
  }

  @Override
  public void listen(String namespace, String system, String event, Handler<JsonObject> handler) {
    handlers.computeIfAbsent(key(namespace, system, event), k -> new ArrayList<>()).add(handler);
  }

  @Override
  public void unlisten(String namespace, String system, String event, Handler<JsonObject> handler) {
    handlers.getOrDefault(key(namespace, system, event), List.of()).remove(handler);
  }

  @Override
  public void unlistenAll() {
    handlers.clear();
  }

  @Override
  public void broadcast(String event, JsonObject data) {
    emit(namespace(), systemName(), event, data);
  }

  private static String key(String namespace, String system, String event) {
    return namespace + "." + system + "." + event;
  }
}
