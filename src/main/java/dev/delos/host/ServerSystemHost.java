package dev.delos.host;

import dev.delos.protocol.ClientsEvent;
import dev.delos.sdk.Player;
import dev.delos.sdk.spi.ServerHost;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a system gets on a lobby or game. */
final class ServerSystemHost extends NodeSystemHost implements ServerHost {
  private final Players players;

  ServerSystemHost(ModHost modHost, LoadedMod mod, String systemName, Players players) {
    super(modHost, mod, systemName);
    this.players = players;
  }

  @Override
  public Optional<Player> player(String playerId) {
    return players.find(playerId);
  }

  @Override
  public Collection<Player> players() {
    return players.all();
  }

  @Override
  public void notifyToClients(Collection<String> playerIds, String event, JsonObject data) {
    Map<Integer, List<String>> byProxy = new HashMap<>();
    for (String playerId : playerIds) {
      players
          .find(playerId)
          .ifPresent(
              player ->
                  byProxy.computeIfAbsent(player.proxyId(), id -> new ArrayList<>()).add(playerId));
    }
    byProxy.forEach(
        (proxyId, ids) ->
            cluster()
                .send(proxyId, new ClientsEvent(new ClientsEvent.Players(ids), name(event), data)));
  }

  @Override
  public boolean isSilenced(String playerId) {
    return players.isSilenced(playerId);
  }
}
