package dev.delos.sdk.spi;

import io.vertx.core.json.JsonObject;

/** What a client's system asks of its host. */
public interface ClientHost extends SystemHost {
  void notifyToServer(String event, JsonObject data);

  void notifyToServiceNode(int serverId, String event, JsonObject data);
}
