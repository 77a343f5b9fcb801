package dev.delos.sdk;

import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** What a lobby's or game's system may call. */
public final class ServerCalls extends NodeCalls<ServerSystem> {
  public ServerCalls(ServerSystem system) {
    super(system);
  }

  public void notifyToClient(String playerId, String event, JsonObject data) {
    run(() -> system().notifyToClient(playerId, event, data));
  }

  public void notifyToMultiClients(Collection<String> playerIds, String event, JsonObject data) {
    run(() -> system().notifyToMultiClients(playerIds, event, data));
  }

  public void broadcastToAllClient(String event, JsonObject data) {
    run(() -> system().broadcastToAllClient(event, data));
  }

  public void notifyToMaster(String event, JsonObject data) {
    run(() -> system().notifyToMaster(event, data));
  }
}
