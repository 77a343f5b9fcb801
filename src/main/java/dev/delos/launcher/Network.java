package dev.delos.launcher;

import dev.delos.config.DelosConfig;
import dev.delos.config.MasterConfig;
import dev.delos.config.NodeConfig;
import dev.delos.config.ServiceConfig;
import dev.delos.database.PgDatabase;
import dev.delos.host.LoadedMod;
import dev.delos.host.ModLoader;
import dev.delos.node.NodeContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of this process: started one after the other, what others lean on first; stopped in
 * reverse.
 */
public final class Network {
  private static final Logger log = LoggerFactory.getLogger(Network.class);
  private static final Path MODS = Path.of("mods");

  /** What the stop of all nodes may take: within the 10 seconds of a stop, with the database's. */
  private static final Duration STOP_LIMIT = Duration.ofMillis(7_500);

  /** Of its share, what a node needs to close and to leave once it has drained. */
  private static final Duration CLOSE_TIME = Duration.ofMillis(500);

  private static final Duration START_END_LIMIT = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final DelosConfig config;
  private final Clock clock;
  private final DatabaseRun database;
  private final Runnable emptied;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Integer, String> deployments = new LinkedHashMap<>();
  private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> healthPorts = new ConcurrentHashMap<>();

  private volatile boolean stopping;
  private volatile Future<Void> started = Future.failedFuture("not started");

  /**
   * A network that has not started.
   *
   * @param clock what all of its nodes take for the time
   * @param emptied called when the last node has left because operators drained it
   */
  Network(Vertx vertx, DelosConfig config, Clock clock, Runnable emptied) {
    this.emptied = emptied;
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.database = new DatabaseRun(vertx, config);
  }

  /**
   * Starts every node of the configuration.
   *
   * @param clock what all of them take for the time
   * @return the network once all nodes are up; fails with a {@link
   *     dev.delos.config.ConfigException} for what the operator can mend. Nothing is left running
   *     then
   */
  public static Future<Network> start(Vertx vertx, DelosConfig config, Clock clock) {
    Network network = new Network(vertx, config, clock, () -> {});
    return network.start().map(network);
  }

  /** Starts every node; if one fails, nothing is left running. */
  Future<Void> start() {
    started =
        startNodes()
            .recover(failure -> stopNodes().transform(stopped -> Future.failedFuture(failure)));
    return started;
  }

  /** The port that the proxy or master of that id listens on. */
  public int port(int serverId) {
    Integer port = ports.get(serverId);
    if (port == null) {
      throw new IllegalArgumentException("node " + serverId + " has no port here");
    }
    return port;
  }

  /** The port on which the node of that id answers health checks; 0 if it doesn't. */
  public int healthPort(int serverId) {
    return healthPorts.getOrDefault(serverId, 0);
  }

  /**
   * Stops the nodes in reverse, then the database; each has a limit. A start that is under way ends
   * first. Succeeds in any case.
   */
  public Future<Void> stop() {
    stopping = true;
    return started
        .timeout(START_END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .transform(start -> stopNodes());
  }

  private Future<Void> stopNodes() {
    List<String> reversed;
    synchronized (deployments) {
      reversed = new ArrayList<>(deployments.values());
      deployments.clear();
    }
    Collections.reverse(reversed);
    Future<Void> stopped = Future.succeededFuture();
    for (String deployment : reversed) {
      stopped = stopped.compose(before -> stop(deployment));
    }
    return stopped.compose(before -> database.close()).otherwise(Network::logged);
  }

  /** Stops one node for good, as an operator asked. */
  private void retire(int serverId) {
    String deployment;
    synchronized (deployments) {
      deployment = deployments.remove(serverId);
    }
    if (deployment != null) {
      vertx.runOnContext(
          now ->
              stop(deployment)
                  .onComplete(
                      stopped -> {
                        if (deployments.isEmpty() && !stopping) {
                          emptied.run();
                        }
                      }));
    }
  }

  private Future<Void> startNodes() {
    return vertx
        .executeBlocking(() -> LoadedMod.load(ModLoader.find(MODS), config.nodes(), config.mods()))
        .compose(this::openDatabase)
        .compose(nodes -> deployAll(nodes));
  }

  /** What the nodes are made with; a process without services needs no database. */
  private Future<NodeFactory> openDatabase(Map<String, LoadedMod> mods) {
    boolean needed = config.nodes().stream().anyMatch(Network::needsDatabase);
    Future<Optional<PgDatabase>> opened =
        needed
            ? database.open(mods.values()).map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    return opened.compose(
        db ->
            vertx.executeBlocking(
                () -> NodeFactory.create(config, context(mods, db), db, ports::put)));
  }

  private static boolean needsDatabase(NodeConfig node) {
    return node instanceof ServiceConfig || node instanceof MasterConfig;
  }

  private NodeContext context(Map<String, LoadedMod> mods, Optional<PgDatabase> db) {
    return new NodeContext(
        clock,
        Version.current(),
        mods,
        config.minimumMembers(),
        db.map(opened -> opened::ping),
        config.database().outcomeAge(),
        drainLimit(),
        this::retire,
        healthPorts::put,
        meters);
  }

  /** However many nodes share the time, some of each one's is left for draining. */
  private Duration drainLimit() {
    Duration half = nodeStopLimit().dividedBy(2);
    return nodeStopLimit().minus(half.compareTo(CLOSE_TIME) < 0 ? half : CLOSE_TIME);
  }

  private Duration nodeStopLimit() {
    return STOP_LIMIT.dividedBy(config.nodes().size());
  }

  private Future<Void> deployAll(NodeFactory nodes) {
    Future<Void> deployed = Future.succeededFuture();
    for (NodeConfig node : config.nodes()) {
      deployed =
          deployed
              .compose(before -> deploy(nodes.verticle(node)))
              .onSuccess(deployment -> deployed(node, deployment))
              .mapEmpty();
    }
    return deployed;
  }

  private void deployed(NodeConfig node, String deployment) {
    synchronized (deployments) {
      deployments.put(node.serverId(), deployment);
    }
  }

  /** While Vert.x closes, a call of deployVerticle would wait for the end of that. */
  private Future<String> deploy(VerticleBase node) {
    return stopping ? Future.failedFuture("stopped while it started") : vertx.deployVerticle(node);
  }

  private Future<Void> stop(String deployment) {
    return vertx
        .undeploy(deployment)
        .timeout(nodeStopLimit().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(Network::logged);
  }

  private static @Nullable Void logged(Throwable failure) {
    log.warn("something did not stop: {}", failure.toString());
    return null;
  }
}
