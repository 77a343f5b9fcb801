package dev.delos.node.service;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.ServiceConfig;
import dev.delos.host.ModHost;
import dev.delos.host.OutcomeCleaner;
import dev.delos.host.RoleSystems;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.sdk.Database;
import dev.delos.sdk.EngineEvents;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** A service: runs the mods whose service systems answer RPC. */
public final class ServiceVerticle extends NodeVerticle {
  private static final Duration CLEAN_PERIOD = Duration.ofMinutes(1);

  private final ServiceConfig config;
  private final NodeContext node;
  private final Database database;

  @SuppressWarnings("NullAway.Init") // set by open
  private ModHost mods;

  @SuppressWarnings("NullAway.Init") // set by open
  private OutcomeCleaner cleaner;

  public ServiceVerticle(ServiceConfig config, NodeContext node, Database database) {
    super(config, node, "service");
    this.config = config;
    this.node = node;
    this.database = database;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    mods = new ModHost(vertx, joined, node.clock());
    cleaner = new OutcomeCleaner(vertx, database, node.outcomeAge());
    cleaner.start(CLEAN_PERIOD);
    joined.onClientEvent(mods::deliverFromClient);
    return mods.start(node.modsOf(config), RoleSystems.service(database));
  }

  @Override
  protected Future<Void> empty() {
    mods.engineEvent(EngineEvents.SERVER_WILL_SHUT_DOWN, new JsonObject());
    return Future.succeededFuture();
  }

  @Override
  protected Future<Void> close() {
    cleaner.stop();
    return mods.stop();
  }
}
