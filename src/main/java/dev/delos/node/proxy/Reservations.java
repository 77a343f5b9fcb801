package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Has places kept at lobbies and games for players who are to be moved there. */
final class Reservations {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  /** Less than any player's. */
  private static final long NO_EPOCH = 0;

  private final ClusterNode cluster;
  private final LobbyPicker picker;

  Reservations(ClusterNode cluster, LobbyPicker picker) {
    this.cluster = cluster;
    this.picker = picker;
  }

  /**
   * Has a place kept for a player at another server than the present one, and tells at which; fails
   * with an {@link InvalidRequestException} that says why if none can be had.
   */
  Future<Integer> reserve(Destination to, Stay stay) {
    Set<Integer> avoided = new HashSet<>(Set.of(stay.serverId()));
    return reserve(to, stay, avoided, ATTEMPTS, to.toString());
  }

  private Future<Integer> reserve(
      Destination to, Stay stay, Set<Integer> avoided, int attempts, String whyNot) {
    Optional<NodeInfo> server = picker.leastLoaded(to, avoided);
    if (server.isEmpty() || attempts == 0) {
      return Future.failedFuture(new InvalidRequestException(whyNot));
    }
    int serverId = server.get().serverId();
    avoided.add(serverId);
    JsonObject args = new JsonObject().put("uid", stay.account().uid());
    return cluster
        .caller()
        .request(serverId, PlayerCalls.MODULE, PlayerCalls.RESERVE, args, TIMEOUT)
        .onFailure(refused -> giveUp(serverId, stay))
        .map(reserved -> serverId)
        .recover(refused -> reserve(to, stay, avoided, attempts - 1, reason(refused)));
  }

  private static String reason(Throwable refused) {
    return refused instanceof RpcException rpc && rpc.code() == Code.BAD_REQUEST
        ? rpc.detail()
        : String.valueOf(refused.getMessage());
  }

  /** A place that was kept, or may have been, is not needed; the player, if there by now, stays. */
  void giveUp(int serverId, Stay stay) {
    cluster
        .caller()
        .send(serverId, PlayerCalls.MODULE, PlayerCalls.LEAVE, Lobbies.leaving(stay, NO_EPOCH));
  }
}
