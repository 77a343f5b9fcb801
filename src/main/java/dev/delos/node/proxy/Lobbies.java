package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts players on lobbies, and speaks to the lobby for them. */
final class Lobbies {
  private static final Logger log = LoggerFactory.getLogger(Lobbies.class);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  private final ClusterNode cluster;
  private final LobbyPicker picker;

  Lobbies(ClusterNode cluster) {
    this.cluster = cluster;
    this.picker = new LobbyPicker(cluster);
  }

  LobbyPicker picker() {
    return picker;
  }

  /** Puts a player who logs in on a lobby, and tells which; fails if none takes the player. */
  Future<Integer> joinByStrategy(Arrival arrival) {
    return picker
        .byStrategy(arrival.account())
        .compose(picked -> join(picked, arrival, new HashSet<>(), ATTEMPTS));
  }

  /** Puts a player on any lobby but that one, and tells which; fails if none takes the player. */
  Future<Integer> joinOther(int serverId, Arrival arrival) {
    return join(Optional.empty(), arrival, new HashSet<>(Set.of(serverId)), ATTEMPTS);
  }

  private Future<Integer> join(
      Optional<NodeInfo> picked, Arrival arrival, Set<Integer> avoided, int attempts) {
    Optional<NodeInfo> lobby = picked.or(() -> picker.leastLoaded(avoided));
    if (lobby.isEmpty()) {
      return Future.failedFuture(new RpcException(Code.NO_PROVIDER, "no lobby is up"));
    }
    avoided.add(lobby.get().serverId());
    Future<Integer> joined = join(lobby.get().serverId(), arrival);
    return attempts == 1
        ? joined
        : joined.recover(refused -> join(Optional.empty(), arrival, avoided, attempts - 1));
  }

  /** Puts a player on that lobby or game. */
  Future<Integer> join(int serverId, Arrival arrival) {
    return cluster
        .caller()
        .request(serverId, PlayerCalls.MODULE, PlayerCalls.JOIN, arrival.toJson(), JOIN_TIMEOUT)
        .map(joined -> serverId)
        .onFailure(failure -> notJoined(serverId, arrival, failure));
  }

  /** It may have taken the player all the same, and its answer was lost. */
  private void notJoined(int serverId, Arrival arrival, Throwable failure) {
    log.warn("node {} did not take player {}: {}", serverId, arrival.id(), failure.toString());
    cluster
        .caller()
        .send(serverId, PlayerCalls.MODULE, PlayerCalls.LEAVE, leaving(arrival.id(), false));
  }

  /**
   * Takes a player off a lobby; one that is gone has no players any more.
   *
   * @return succeeds once the player is off, or the lobby doesn't answer in time
   */
  Future<Void> leave(int serverId, String playerId) {
    return leave(serverId, leaving(playerId, false));
  }

  /** Takes a player off a lobby, who goes to another one. */
  Future<Void> leaveForAnother(int serverId, String playerId, JsonObject transferParam) {
    return leave(serverId, leaving(playerId, true).put("transferParam", transferParam));
  }

  /** Tells a lobby that a player's client is at that proxy. */
  Future<Void> rebind(int serverId, String playerId, int proxyId, long epoch) {
    JsonObject args =
        new JsonObject().put("id", playerId).put("proxyId", proxyId).put("epoch", epoch);
    return cluster
        .caller()
        .request(serverId, PlayerCalls.MODULE, PlayerCalls.REBIND, args, LEAVE_TIMEOUT)
        .mapEmpty();
  }

  private Future<Void> leave(int serverId, JsonObject args) {
    return cluster
        .caller()
        .request(serverId, PlayerCalls.MODULE, PlayerCalls.LEAVE, args, LEAVE_TIMEOUT)
        .onFailure(failure -> log.debug("node {} did not answer: {}", serverId, failure.toString()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private static JsonObject leaving(String playerId, boolean isTransfer) {
    return new JsonObject().put("id", playerId).put("isTransfer", isTransfer);
  }
}
