package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.MasterConfig;
import dev.delos.host.CommandTable;
import dev.delos.host.MasterPart;
import dev.delos.host.ModHost;
import dev.delos.host.RoleSystems;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.sdk.Database;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.LoginStrategy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A master: operators' commands over HTTP. */
public final class MasterVerticle extends NodeVerticle implements MasterPart {
  private final MasterConfig config;
  private final NodeContext node;
  private final CommandTable commands = new CommandTable();

  @SuppressWarnings("UnusedVariable")
  private final Database database;

  private final String operatorToken;
  private final IntConsumer listening;

  private @Nullable LoginStrategy strategy;

  @SuppressWarnings("NullAway.Init") // set by open
  private ModHost mods;

  @SuppressWarnings("NullAway.Init") // set by open
  private HttpServer http;

  /**
   * A master that has not started.
   *
   * @param database where leases, sanctions and the audit table are
   * @param operatorToken what operators must show
   * @param listening told the port once it is open
   */
  public MasterVerticle(
      MasterConfig config,
      NodeContext node,
      Database database,
      String operatorToken,
      IntConsumer listening) {
    super(config, node, "master");
    this.config = config;
    this.node = node;
    this.database = database;
    this.operatorToken = operatorToken;
    this.listening = listening;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    mods = new ModHost(vertx, joined, node.clock());
    OperatorHttp operatorHttp = new OperatorHttp(operatorToken, commands);
    http =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(60))
            .requestHandler(operatorHttp.router(vertx));
    return mods.start(node.modsOf(config), RoleSystems.master(this))
        .compose(started -> HttpPort.listen(http, config.host(), config.port(), config.file()))
        .onSuccess(server -> listening.accept(server.actualPort()))
        .mapEmpty();
  }

  @Override
  protected Future<Void> empty() {
    mods.engineEvent(EngineEvents.SERVER_WILL_SHUT_DOWN, new JsonObject());
    return Future.succeededFuture();
  }

  @Override
  protected Future<Void> close() {
    return http.close().eventually(mods::stop);
  }

  @Override
  public CommandTable commands() {
    return commands;
  }

  @Override
  public void setLoginStrategy(LoginStrategy newStrategy) {
    strategy = newStrategy;
  }

  @Override
  public void dropLoginStrategy(LoginStrategy dropped) {
    if (strategy == dropped) {
      strategy = null;
    }
  }
}
