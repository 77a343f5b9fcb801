package dev.delos.node.server;

import dev.delos.host.Players;
import dev.delos.sdk.Player;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The players on this node. Belongs to the node's context. */
final class PlayerTable implements Players {
  private final Map<String, Player> players = new HashMap<>();

  /** Takes a player; false if that player is here already. */
  boolean add(Player player) {
    return players.putIfAbsent(player.id(), player) == null;
  }

  Optional<Player> remove(String playerId) {
    return Optional.ofNullable(players.remove(playerId));
  }

  int size() {
    return players.size();
  }

  /** The players whose connections that proxy holds. */
  List<Player> ofProxy(int proxyId) {
    return players.values().stream().filter(player -> player.proxyId() == proxyId).toList();
  }

  @Override
  public Optional<Player> find(String playerId) {
    return Optional.ofNullable(players.get(playerId));
  }

  @Override
  public Collection<Player> all() {
    return List.copyOf(players.values());
  }

  @Override
  public boolean isSilenced(String playerId) {
    return false;
  }
}
