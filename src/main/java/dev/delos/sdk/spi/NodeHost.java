package dev.delos.sdk.spi;

import dev.delos.sdk.Outcome;
import dev.delos.sdk.RequestKey;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** What a system on a node of the network asks of its host. */
public interface NodeHost extends SystemHost {
  int serverId();

  Future<JsonObject> request(String module, String method, JsonObject args, Duration timeout);

  Future<JsonObject> requestHash(
      String module, String hashKey, String method, JsonObject args, Duration timeout);

  Future<JsonObject> requestIdempotent(
      String module, String method, RequestKey key, JsonObject args, Duration timeout);

  Future<Outcome> queryOutcome(String module, RequestKey key, Duration timeout);

  void send(String module, String method, JsonObject args);

  void notifyToServiceNode(int serverId, String event, JsonObject data);

  void broadcastToService(String event, JsonObject data);
}
