package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.config.ServerConfig;
import dev.delos.host.ModHost;
import dev.delos.host.RoleSystems;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.PlayerCalls;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.Player;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A lobby or game: takes players from the proxies and tells its mods who comes and goes. */
public final class ServerVerticle extends NodeVerticle {
  private final ServerConfig config;
  private final NodeContext node;
  private final PlayerTable players = new PlayerTable();

  @SuppressWarnings("NullAway.Init") // set by open
  private ClusterNode cluster;

  @SuppressWarnings("NullAway.Init") // set by open
  private ModHost mods;

  public ServerVerticle(ServerConfig config, NodeContext node) {
    super(config, node, config.role().name().toLowerCase(Locale.ROOT));
    this.config = config;
    this.node = node;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    mods = new ModHost(vertx, cluster, node.clock());
    cluster.onClientEvent(this::clientEvent);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.JOIN, this::join);
    cluster.dispatcher().register(PlayerCalls.MODULE, PlayerCalls.LEAVE, this::leave);
    cluster.directory().onLeave(this::nodeLeft);
    return mods.start(node.modsOf(config), RoleSystems.server(players));
  }

  @Override
  protected Future<Void> empty() {
    mods.engineEvent(EngineEvents.SERVER_WILL_SHUT_DOWN, new JsonObject());
    return Future.succeededFuture();
  }

  @Override
  protected Future<Void> close() {
    return mods.stop();
  }

  /** A player who is not here has no say, and is told so: silence would look like a slow answer. */
  private void clientEvent(ClientEvent event) {
    if (players.find(event.playerId()).isPresent()) {
      mods.deliverFromClient(event.name(), event.data());
    } else {
      cluster
          .caller()
          .send(
              event.proxyId(),
              SessionCalls.MODULE,
              SessionCalls.UNKNOWN,
              new JsonObject().put("id", event.playerId()));
    }
  }

  private Future<JsonObject> join(RpcRequest request) {
    JsonObject args = request.args();
    Player player =
        new Player(
            args.getString("id"),
            args.getString("uid"),
            args.getString("name"),
            request.callerId());
    if (players.add(player)) {
      cluster.load(players.size());
      // After the answer, so that the proxy knows the player before the first event to it.
      context.runOnContext(
          answered -> mods.engineEvent(EngineEvents.ADD_SERVER_PLAYER, player.toEventData()));
    }
    return Future.succeededFuture(new JsonObject());
  }

  private Future<JsonObject> leave(RpcRequest request) {
    remove(request.args().getString("id"));
    return Future.succeededFuture(new JsonObject());
  }

  /** The connections of a proxy that is gone are gone with it. */
  private void nodeLeft(NodeInfo left) {
    players.ofProxy(left.serverId()).forEach(player -> remove(player.id()));
  }

  private void remove(String playerId) {
    players
        .remove(playerId)
        .ifPresent(
            player -> {
              cluster.load(players.size());
              mods.engineEvent(EngineEvents.DEL_SERVER_PLAYER, player.toEventData());
            });
  }
}
