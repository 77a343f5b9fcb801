package dev.delos.conformance;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.sdk.ClientCalls;

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

  void close() {
    Await.get(client.close());
  }
}
