package dev.delos.sdk;

import io.vertx.core.Future;
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

  public Future<Integer> transferToOtherServer(
      String playerId, String type, JsonObject transferParam) {
    return call(() -> system().transferToOtherServer(playerId, type, transferParam));
  }

  public Future<Integer> transferToOtherServerById(
      String playerId, int serverId, JsonObject transferParam) {
    return call(() -> system().transferToOtherServerById(playerId, serverId, transferParam));
  }

  public void notifyToMaster(String event, JsonObject data) {
    run(() -> system().notifyToMaster(event, data));
  }
}
