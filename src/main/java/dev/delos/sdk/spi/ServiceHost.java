package dev.delos.sdk.spi;

import dev.delos.sdk.Database;
import dev.delos.sdk.IdempotentMethod;
import dev.delos.sdk.RepeatableMethod;
import io.vertx.core.json.JsonObject;

/** What a service's system asks of its host. */
public interface ServiceHost extends BackendHost, SubordinateHost {
  Database database();

  void registerIdempotent(String module, String method, IdempotentMethod handler);

  void registerRepeatable(String module, String method, RepeatableMethod handler);

  void remoteNotifyToClient(String uid, int proxyId, String event, JsonObject data);
}
