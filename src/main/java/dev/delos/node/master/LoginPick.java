package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.LoginStrategy;
import dev.delos.sdk.LoginStrategy.Lobby;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the login strategy where a player goes to, while this master is active and has one: proxies
 * ask for it only then.
 */
final class LoginPick {
  private final ClusterNode cluster;
  private final Duration limit;
  private final RpcEndpoint endpoint = this::pick;
  private @Nullable LoginStrategy strategy;
  private boolean active;

  LoginPick(ClusterNode cluster, Duration limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  void strategy(@Nullable LoginStrategy newStrategy) {
    strategy = newStrategy;
    offer();
  }

  void active(boolean nowActive) {
    active = nowActive;
    offer();
  }

  private void offer() {
    if (active && strategy != null) {
      cluster.dispatcher().register(MasterCalls.LOGIN_MODULE, MasterCalls.PICK, endpoint);
    } else {
      cluster.dispatcher().unregister(MasterCalls.LOGIN_MODULE, MasterCalls.PICK, endpoint);
    }
  }

  private Future<JsonObject> pick(RpcRequest request) {
    List<Lobby> lobbies =
        cluster
            .directory()
            .upNodes()
            .filter(node -> node.role().equals("lobby"))
            .map(LoginPick::lobby)
            .toList();
    if (strategy == null || lobbies.isEmpty()) {
      return Future.failedFuture(
          new RpcException(Code.NO_PROVIDER, "there is no strategy, or no lobby that is up"));
    }
    return Objects.requireNonNull(
            strategy.pick(
                request.args().getString("uid"), request.args().getString("name"), lobbies),
            "the login strategy returned no future")
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .map(picked -> allowed(picked, lobbies));
  }

  private static Lobby lobby(NodeInfo node) {
    return new Lobby(node.serverId(), node.type(), node.load());
  }

  private static JsonObject allowed(Integer picked, List<Lobby> lobbies) {
    if (lobbies.stream().noneMatch(lobby -> Objects.equals(lobby.serverId(), picked))) {
      throw new IllegalStateException(
          "the login strategy picked " + picked + ", which is no lobby that takes players");
    }
    return new JsonObject().put("serverId", picked);
  }
}
