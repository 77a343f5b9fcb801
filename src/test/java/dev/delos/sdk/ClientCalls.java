package dev.delos.sdk;

import io.vertx.core.json.JsonObject;

/** What a client's system may call. */
public final class ClientCalls extends ModCalls<ClientSystem> {
  public ClientCalls(ClientSystem system) {
    super(system);
  }

  public void notifyToServer(String event, JsonObject data) {
    run(() -> system().notifyToServer(event, data));
  }

  public void notifyToServiceNode(int serverId, String event, JsonObject data) {
    run(() -> system().notifyToServiceNode(serverId, event, data));
  }
}
