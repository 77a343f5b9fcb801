package dev.delos.sdk.spi;

import dev.delos.sdk.Player;
import dev.delos.sdk.PlayerSave;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Optional;

/** What a system of a lobby or game asks of its host. */
public interface ServerHost extends SubordinateHost {
  Optional<Player> player(String playerId);

  Collection<Player> players();

  void notifyToClients(Collection<String> playerIds, String event, JsonObject data);

  void broadcastToClients(String event, JsonObject data);

  boolean isSilenced(String playerId);

  void registerPlayerSave(PlayerSave save);

  /** Moves a player to any other server of that type. */
  Future<Integer> transfer(String playerId, String type, JsonObject transferParam);

  /** Moves a player to that server. */
  Future<Integer> transfer(String playerId, int serverId, JsonObject transferParam);
}
