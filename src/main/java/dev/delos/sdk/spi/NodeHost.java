package dev.delos.sdk.spi;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What a system on a node of the network asks of its host. */
public interface NodeHost extends SystemHost {
  int serverId();

  Future<JsonObject> request(String module, String method, JsonObject args, Duration timeout);
}
