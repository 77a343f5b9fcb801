package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts players on lobbies, and speaks to the lobby for them. */
final class Lobbies {
  private static final Logger log = LoggerFactory.getLogger(Lobbies.class);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 3;

  private final ClusterNode cluster;

  Lobbies(ClusterNode cluster) {
    this.cluster = cluster;
  }

  /** Puts a player on a lobby, and tells which; fails if none takes the player. */
  Future<Integer> join(String playerId, Account account) {
    return join(playerId, account, ATTEMPTS);
  }

  private Future<Integer> join(String playerId, Account account, int attempts) {
    NodeInfo lobby = leastLoadedOfTwo();
    if (lobby == null) {
      return Future.failedFuture(new RpcException(Code.NO_PROVIDER, "no lobby is up"));
    }
    JsonObject args =
        new JsonObject().put("id", playerId).put("uid", account.uid()).put("name", account.name());
    return cluster
        .caller()
        .request(lobby.serverId(), PlayerCalls.MODULE, PlayerCalls.JOIN, args, JOIN_TIMEOUT)
        .map(joined -> lobby.serverId())
        .recover(failure -> joinAgain(lobby, playerId, account, attempts - 1, failure));
  }

  private Future<Integer> joinAgain(
      NodeInfo refused, String playerId, Account account, int attempts, Throwable failure) {
    log.warn(
        "node {} did not take player {}: {}", refused.serverId(), playerId, failure.toString());
    leave(refused.serverId(), playerId);
    return attempts == 0 ? Future.failedFuture(failure) : join(playerId, account, attempts);
  }

  private @Nullable NodeInfo leastLoadedOfTwo() {
    List<NodeInfo> lobbies =
        new ArrayList<>(
            cluster.directory().upNodes().filter(node -> node.role().equals("lobby")).toList());
    Collections.shuffle(lobbies);
    return lobbies.stream().limit(2).min(Comparator.comparingInt(NodeInfo::load)).orElse(null);
  }

  /** Takes a player off a lobby; one that is gone has no players any more. */
  void leave(int serverId, String playerId) {
    cluster
        .caller()
        .send(
            serverId, PlayerCalls.MODULE, PlayerCalls.LEAVE, new JsonObject().put("id", playerId));
  }

  /** Hands a client's event to its lobby. */
  void send(int serverId, String playerId, EventName name, JsonObject data) {
    cluster.send(serverId, new ClientEvent(cluster.self().serverId(), playerId, name, data));
  }
}
