package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.ServerConfig;
import dev.delos.host.ModHost;
import dev.delos.host.PlayerSaves;
import dev.delos.host.RoleSystems;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** A lobby or game: takes players from the proxies and tells its mods who comes and goes. */
public final class ServerVerticle extends NodeVerticle {
  private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

  private final ServerConfig config;
  private final NodeContext node;
  private final PlayerTable players;
  private final PlayerSaves saves = new PlayerSaves();

  @SuppressWarnings("NullAway.Init") // set by open
  private ClusterNode cluster;

  @SuppressWarnings("NullAway.Init") // set by open
  private ModHost mods;

  @SuppressWarnings("NullAway.Init") // set by open
  private Handover handover;

  @SuppressWarnings("NullAway.Init") // set by open
  private SeatWatch watch;

  private long watchTimer;

  public ServerVerticle(ServerConfig config, NodeContext node) {
    super(config, node, config.role().name().toLowerCase(Locale.ROOT));
    this.config = config;
    this.node = node;
    this.players = new PlayerTable(node.clock());
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    cluster = joined;
    mods = new ModHost(vertx, cluster, node.clock());
    handover = new Handover(vertx, cluster, players);
    PlayerEndpoint endpoint =
        new PlayerEndpoint(
            context,
            cluster,
            players,
            new Places(players, config.maxPlayers().orElse(Integer.MAX_VALUE), System::nanoTime),
            new PlayerNews(cluster, mods, saves));
    cluster.onClientEvent(this::clientEvent);
    endpoint.register();
    watch = new SeatWatch(cluster, players, endpoint);
    watchTimer = vertx.setPeriodic(WATCH_PERIOD.toMillis(), id -> watch.tick());
    cluster.presence().onDoubt(watch::hurry);
    cluster.directory().onLeave(watch::left);
    return mods.start(node.modsOf(config), RoleSystems.server(players, saves));
  }

  /** Tells the mods, then hands the players to other lobbies; who stays is saved. */
  @Override
  protected Future<Void> empty() {
    mods.engineEvent(EngineEvents.SERVER_WILL_SHUT_DOWN, new JsonObject());
    return handover.run().eventually(this::saveRest);
  }

  private Future<Void> saveRest() {
    return Future.join(players.all().stream().map(saves::run).toList()).mapEmpty();
  }

  @Override
  protected Future<Void> close() {
    vertx.cancelTimer(watchTimer);
    handover.stop();
    return mods.stop();
  }

  /** A player who is not here has no say, and is told so: silence would look like a slow answer. */
  private void clientEvent(ClientEvent event) {
    if (players.find(event.playerId()).isPresent()) {
      mods.deliverFromClient(event);
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
}
