package dev.delos.conformance;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.sdk.ClientCalls;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;

/**
 * A player with a Java client.
 *
 * @param name also what the client is called among those who heard something
 * @param id the player's
 * @param uid the account
 * @param lobbyId where the player is
 */
record Guest(String name, String id, String uid, int proxyId, int lobbyId, DelosClient client) {
  ClientCalls calls() {
    return Probes.client(name);
  }

  /** Whether an engine's event says this of the player; which epoch, nobody knows. */
  Predicate<JsonObject> isToldBy(boolean isTransfer, JsonObject transferParam) {
    JsonObject expected =
        new JsonObject()
            .put("id", id)
            .put("uid", uid)
            .put("name", name)
            .put("proxyId", proxyId)
            .put("isTransfer", isTransfer)
            .put("transferParam", transferParam);
    return data ->
        data.getLong("epoch") > 0 && expected.put("epoch", data.getLong("epoch")).equals(data);
  }

  void close() {
    Await.get(client.close());
  }
}
