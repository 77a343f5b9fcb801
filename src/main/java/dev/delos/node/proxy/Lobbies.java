package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
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
  private static final Duration LEAVE_TIMEOUT = Duration.ofMillis(1_500);
  private static final int ATTEMPTS = 3;

  private final ClusterNode cluster;
  private final LobbyPicker picker;
  private final Reservations reservations;

  Lobbies(ClusterNode cluster) {
    this.cluster = cluster;
    this.picker = new LobbyPicker(cluster);
    this.reservations = new Reservations(cluster, picker);
  }

  LobbyPicker picker() {
    return picker;
  }

  Reservations reservations() {
    return reservations;
  }

  /** Puts a player who logs in on a lobby, and tells which; fails if none takes the player. */
  Future<Integer> joinByStrategy(Boarding boarding) {
    return picker
        .byStrategy(boarding.stay().account())
        .compose(picked -> join(picked, boarding, new HashSet<>(), ATTEMPTS));
  }

  /** Puts a player on any lobby but that one, and tells which; fails if none takes the player. */
  Future<Integer> joinOther(int serverId, Boarding boarding) {
    return join(Optional.empty(), boarding, new HashSet<>(Set.of(serverId)), ATTEMPTS);
  }

  private Future<Integer> join(
      Optional<NodeInfo> picked, Boarding boarding, Set<Integer> avoided, int attempts) {
    Optional<NodeInfo> lobby = picked.or(() -> picker.leastLoaded(avoided));
    if (lobby.isEmpty()) {
      return Future.failedFuture(new RpcException(Code.NO_PROVIDER, "no lobby is up"));
    }
    avoided.add(lobby.get().serverId());
    return join(lobby.get().serverId(), boarding)
        .recover(
            failure ->
                attempts == 1 || !(failure instanceof RpcException)
                    ? Future.failedFuture(failure)
                    : join(Optional.empty(), boarding, avoided, attempts - 1));
  }

  /** Puts a player on that lobby or game; what does not fail with an RpcException is no try. */
  Future<Integer> join(int serverId, Boarding boarding) {
    return boarding
        .to(serverId)
        .compose(
            arrival ->
                cluster
                    .caller()
                    .request(
                        serverId,
                        PlayerCalls.MODULE,
                        PlayerCalls.JOIN,
                        arrival.toJson(),
                        JOIN_TIMEOUT)
                    .onFailure(failure -> notJoined(serverId, boarding, arrival, failure)))
        .map(joined -> serverId);
  }

  /** It may have taken the player all the same, and its answer was lost. */
  private void notJoined(int serverId, Boarding boarding, Arrival arrival, Throwable failure) {
    log.warn("node {} did not take player {}: {}", serverId, arrival.id(), failure.toString());
    cluster
        .caller()
        .send(
            serverId,
            PlayerCalls.MODULE,
            PlayerCalls.LEAVE,
            leaving(boarding.stay(), arrival.epoch()));
  }

  /**
   * Takes a player off a lobby; one that is gone has no players any more.
   *
   * @return succeeds once the player is off, or the lobby doesn't answer in time
   */
  Future<Void> leave(int serverId, Stay stay) {
    return leave(serverId, leaving(stay, stay.entry().epoch()));
  }

  /** Takes a player off a lobby, who goes to another one. */
  Future<Void> leaveForAnother(int serverId, Stay stay, JsonObject transferParam) {
    return leave(
        serverId,
        leaving(stay, stay.entry().epoch())
            .put("isTransfer", true)
            .put("transferParam", transferParam));
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

  /** Takes a player off the lobby that kept the place, whose client has logged in anew. */
  Future<Void> takeOff(Online orphan, long epoch) {
    return leave(orphan.serverId(), leaving(orphan.session(), orphan.uid(), epoch));
  }

  private Future<Void> leave(int serverId, JsonObject args) {
    return cluster
        .caller()
        .request(serverId, PlayerCalls.MODULE, PlayerCalls.LEAVE, args, LEAVE_TIMEOUT)
        .onFailure(failure -> log.debug("node {} did not answer: {}", serverId, failure.toString()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  static JsonObject leaving(Stay stay, long epoch) {
    return leaving(stay.id(), stay.account().uid(), epoch);
  }

  private static JsonObject leaving(String id, String uid, long epoch) {
    return new JsonObject().put("id", id).put("uid", uid).put("epoch", epoch);
  }
}
