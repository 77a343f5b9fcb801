package dev.delos.node.server;

import dev.delos.host.Players;
import dev.delos.sdk.Player;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The players on this node, one an account. Belongs to the node's context. */
final class PlayerTable implements Players {
  private final Clock clock;

  /** In the order in which they came: what goes to all of them finds the proxies' sessions so. */
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  private final Map<String, Seat> byUid = new HashMap<>();

  PlayerTable(Clock clock) {
    this.clock = clock;
  }

  /** Takes a player, of whose account no other is here. */
  void add(Seat seat) {
    seats.put(seat.player().id(), seat);
    byUid.put(seat.player().uid(), seat);
  }

  void remove(Seat seat) {
    seats.remove(seat.player().id(), seat);
    byUid.remove(seat.player().uid(), seat);
  }

  int size() {
    return seats.size();
  }

  /** All of them; a copy. */
  List<Seat> seats() {
    return List.copyOf(seats.values());
  }

  /** Those whom a proxy has brought. */
  List<Seat> of(int proxyId) {
    return seats.values().stream().filter(seat -> seat.player().proxyId() == proxyId).toList();
  }

  Optional<Seat> seat(String playerId) {
    return Optional.ofNullable(seats.get(playerId));
  }

  Optional<Seat> seatOf(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  boolean holds(Seat seat) {
    return seats.get(seat.player().id()) == seat;
  }

  @Override
  public Optional<Player> find(String playerId) {
    return seat(playerId).map(Seat::player);
  }

  @Override
  public Collection<Player> all() {
    return seats.values().stream().map(Seat::player).toList();
  }

  @Override
  public boolean isSilenced(String playerId) {
    return seat(playerId).filter(seat -> seat.isSilenced(clock.millis())).isPresent();
  }
}
