package dev.delos.sdk.spi;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** What every system asks of its host. The calls mean what those of the base classes say. */
public interface SystemHost {
  String namespace();

  String systemName();

  JsonObject config();

  Clock clock();

  void listen(String namespace, String systemName, String eventName, Handler<JsonObject> handler);

  void unlisten(String namespace, String systemName, String eventName, Handler<JsonObject> handler);

  void unlistenAll();

  void broadcast(String event, JsonObject data);
}
