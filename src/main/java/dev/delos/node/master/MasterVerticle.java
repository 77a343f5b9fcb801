package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.MasterConfig;
import dev.delos.config.Operator;
import dev.delos.host.CommandTable;
import dev.delos.host.MasterPart;
import dev.delos.host.ModHost;
import dev.delos.host.RoleSystems;
import dev.delos.node.HttpPort;
import dev.delos.node.NodeContext;
import dev.delos.node.NodeVerticle;
import dev.delos.node.TlsFiles;
import dev.delos.sdk.Database;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.LoginStrategy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A master: operators' commands over HTTP, on the active one of all masters. */
public final class MasterVerticle extends NodeVerticle implements MasterPart {
  private static final Logger log = LoggerFactory.getLogger(MasterVerticle.class);

  /** A master whose database doesn't answer starts all the same, and stands by. */
  private static final Duration FIRST_LEASE_LIMIT = Duration.ofSeconds(3);

  private final MasterConfig config;
  private final NodeContext node;
  private final CommandTable commands = new CommandTable();
  private final Database database;
  private final List<Operator> operators;
  private final IntConsumer listening;
  private final MasterLimits limits;

  private @Nullable LoginStrategy strategy;

  @SuppressWarnings("NullAway.Init") // set by open
  private ModHost mods;

  @SuppressWarnings("NullAway.Init") // set by open
  private LoginPick login;

  @SuppressWarnings("NullAway.Init") // set by open
  private ActiveMaster active;

  @SuppressWarnings("NullAway.Init") // set by open
  private CommandRunner runner;

  @SuppressWarnings("NullAway.Init") // set by open
  private TlsFiles tls;

  @SuppressWarnings("NullAway.Init") // set by open
  private HttpServer http;

  /**
   * A master that has not started.
   *
   * @param database where leases, sanctions and the audit table are
   * @param operators who may give commands
   * @param listening told the port once it is open
   */
  public MasterVerticle(
      MasterConfig config,
      NodeContext node,
      Database database,
      List<Operator> operators,
      IntConsumer listening) {
    this(config, node, database, operators, listening, MasterLimits.DEFAULTS);
  }

  MasterVerticle(
      MasterConfig config,
      NodeContext node,
      Database database,
      List<Operator> operators,
      IntConsumer listening,
      MasterLimits limits) {
    super(config, node, "master");
    this.config = config;
    this.node = node;
    this.database = database;
    this.operators = List.copyOf(operators);
    this.listening = listening;
    this.limits = limits;
  }

  @Override
  protected Future<Void> open(ClusterNode joined) {
    make(joined);
    return mods.start(node.modsOf(config), RoleSystems.master(this))
        .compose(started -> firstLease())
        .compose(asked -> tls.addTo(new HttpServerOptions().setIdleTimeout(60)))
        .compose(this::listen)
        .onSuccess(server -> listening.accept(server.actualPort()))
        .recover(failure -> active.stop().transform(stopped -> Future.failedFuture(failure)))
        .mapEmpty();
  }

  private void make(ClusterNode cluster) {
    Sessions sessions = new Sessions(cluster, limits.call());
    String holder = cluster.self().serverId() + "/" + UUID.randomUUID();
    LeaseTable leases = new LeaseTable(database, holder, limits.lease());
    mods = new ModHost(vertx, cluster, node.clock());
    login = new LoginPick(cluster, limits.pick());
    active =
        new ActiveMaster(
            vertx,
            cluster,
            leases,
            new SanctionTable(database),
            login,
            sessions,
            node.clock(),
            limits);
    addCommands(cluster, sessions, leases);
    runner =
        new CommandRunner(
            cluster,
            commands,
            new Forwarding(cluster, sessions, limits.gather()),
            active.lease(),
            new Audit(database, cluster.self().serverId()),
            limits);
    tls = new TlsFiles(vertx, config.tls());
  }

  private Future<HttpServer> listen(HttpServerOptions options) {
    http =
        vertx
            .createHttpServer(options)
            .requestHandler(new OperatorHttp(new Operators(operators), runner).router(vertx));
    return HttpPort.listen(http, config.host(), config.port(), config.file()).onSuccess(tls::watch);
  }

  private void addCommands(ClusterNode cluster, Sessions sessions, LeaseTable leases) {
    new ServerCommands(cluster, limits.call()).addTo(commands);
    new RollingClose(vertx, cluster, active.lease(), leases, limits).addTo(commands);
    new PlayerCommands(cluster, sessions, limits.gather()).addTo(commands);
    new SanctionCommands(cluster, active.sanctions(), sessions, node.clock(), limits.call())
        .addTo(commands);
    new NetworkCommands(cluster, active.sanctions(), sessions).addTo(commands);
    new AuditQuery(database).addTo(commands);
  }

  private Future<Void> firstLease() {
    return active
        .start()
        .timeout(FIRST_LEASE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            failure -> {
              log.warn("master {} starts without a lease", config.serverId(), failure);
              return null;
            });
  }

  @Override
  protected Future<Void> empty() {
    mods.engineEvent(EngineEvents.SERVER_WILL_SHUT_DOWN, new JsonObject());
    return runner.leave().compose(idle -> active.stop());
  }

  @Override
  protected Future<Void> close() {
    tls.close();
    return active.stop().eventually(http::close).eventually(mods::stop);
  }

  @Override
  public CommandTable commands() {
    return commands;
  }

  @Override
  public void setLoginStrategy(LoginStrategy newStrategy) {
    strategy = newStrategy;
    login.strategy(newStrategy);
  }

  @Override
  public void dropLoginStrategy(LoginStrategy dropped) {
    if (strategy == dropped) {
      strategy = null;
      login.strategy(null);
    }
  }
}
