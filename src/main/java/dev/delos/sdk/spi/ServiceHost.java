package dev.delos.sdk.spi;

import dev.delos.sdk.Database;
import io.vertx.core.json.JsonObject;

/** What a service's system asks of its host. */
public interface ServiceHost extends BackendHost, SubordinateHost {
  Database database();

  void remoteNotifyToClient(String uid, int proxyId, String event, JsonObject data);
}
