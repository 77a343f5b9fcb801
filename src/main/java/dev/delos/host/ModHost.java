package dev.delos.host;

import dev.delos.cluster.ClusterNode;
import dev.delos.config.Schema;
import dev.delos.host.SystemMaker.RunningSystem;
import dev.delos.protocol.ClientEvent;
import dev.delos.protocol.ClientStamps;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeCalls;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.spi.EventListeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the mods of one node: makes their systems for the node's role, starts them in order, stops
 * them in reverse. A mod that fails to start is stopped and the others go on. Belongs to the node's
 * context.
 */
public final class ModHost {
  private static final Logger log = LoggerFactory.getLogger(ModHost.class);
  private static final Duration HOOK_LIMIT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final Clock clock;
  private final EventListeners listeners;
  private final CommandTable commands = new CommandTable();
  private final List<RunningSystem> running = new ArrayList<>();
  private final Map<EventName, Schema> clientEvents = new HashMap<>();

  /** Runs no mod yet. */
  public ModHost(Vertx vertx, ClusterNode cluster, Clock clock) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.clock = clock;
    this.listeners = new EventListeners("node " + cluster.self().serverId());
  }

  /**
   * Makes and starts the systems of these mods.
   *
   * @param role which systems are meant, and what they may ask for
   * @return succeeds when each mod has started or was given up
   */
  public Future<Void> start(List<LoadedMod> mods, RoleSystems role) {
    Future<Void> started = Future.succeededFuture();
    for (LoadedMod mod : mods) {
      started = started.compose(before -> start(mod, role));
    }
    return started.onSuccess(done -> listenToNetwork());
  }

  private void listenToNetwork() {
    cluster.onNodeEvent(event -> deliver(event.name(), event.data()));
    cluster
        .dispatcher()
        .register(NodeCalls.MODULE, NodeCalls.COMMAND, request -> command(request.args()));
    cluster.commands(commands.paths());
    new NetworkEvents(this, cluster).start();
  }

  private Future<JsonObject> command(JsonObject args) {
    String url = args.getString("url");
    return commands
        .find(url)
        .orElseThrow(() -> new InvalidRequestException("no command " + url + " on this node"))
        // What is forwarded comes without a name: no node's command asks for it.
        .run("", args.getJsonObject("body"));
  }

  /** Stops all systems, the last started first; succeeds whatever they do. */
  public Future<Void> stop() {
    List<RunningSystem> systems = List.copyOf(running);
    running.clear();
    return stopInReverse(systems);
  }

  /**
   * Gives an event from a client to the node's systems if a mod that runs here has declared it, and
   * its data are of the declared shape: so no client speaks as the engine or as another role's
   * system. Else its proxy is told, and the client by it.
   */
  public void deliverFromClient(ClientEvent event) {
    Schema schema = clientEvents.get(event.name());
    if (schema == null) {
      refuse(
          event,
          ErrorCode.UNKNOWN_EVENT,
          "allowed: the events that a mod of node " + serverId() + " declares");
      return;
    }
    schema
        .breach(ClientStamps.without(event.data()))
        .ifPresentOrElse(
            breach -> refuse(event, ErrorCode.BAD_EVENT, breach),
            () -> deliver(event.name(), event.data()));
  }

  private void refuse(ClientEvent event, ErrorCode code, String message) {
    log.debug("node {} refused {} from a client: {}", serverId(), event.name(), message);
    cluster
        .caller()
        .send(
            event.proxyId(),
            SessionCalls.MODULE,
            SessionCalls.REFUSED,
            new JsonObject()
                .put("id", event.playerId())
                .put("code", code.name())
                .put("message", event.name() + ": " + message));
  }

  private void deliver(EventName name, JsonObject data) {
    listeners.dispatch(name.namespace(), name.system(), name.event(), data);
  }

  /** Sends an event of the engine to the node's systems. */
  public void engineEvent(String event, JsonObject data) {
    listeners.dispatch(EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, event, data);
  }

  private Future<Void> start(LoadedMod mod, RoleSystems role) {
    SystemMaker maker = role.maker(mod, this);
    return Future.succeededFuture()
        .compose(
            make -> {
              mod.mod().register(maker);
              return startInOrder(maker.made());
            })
        .onSuccess(done -> started(mod.mod().name(), maker))
        .recover(
            failure -> {
              log.error("mod {} did not start on node {}", mod.mod().name(), serverId(), failure);
              return stopInReverse(maker.made());
            });
  }

  private void started(String mod, SystemMaker maker) {
    running.addAll(maker.made());
    maker
        .clientEvents()
        .forEach(
            (name, schema) ->
                clientEvents.put(new EventName(mod, name.systemName(), name.event()), schema));
  }

  private Future<Void> startInOrder(List<RunningSystem> systems) {
    Future<Void> started = Future.succeededFuture();
    for (RunningSystem system : systems) {
      started = started.compose(before -> limited(() -> system.system().start()));
    }
    return started;
  }

  private Future<Void> stopInReverse(List<RunningSystem> systems) {
    List<RunningSystem> reversed = new ArrayList<>(systems);
    Collections.reverse(reversed);
    Future<Void> stopped = Future.succeededFuture();
    for (RunningSystem system : reversed) {
      stopped = stopped.compose(before -> stop(system));
    }
    return stopped;
  }

  private Future<Void> stop(RunningSystem system) {
    return limited(() -> system.system().stop())
        .otherwise(
            failure -> {
              log.error(
                  "{}.{} did not stop on node {}",
                  system.host().namespace(),
                  system.host().systemName(),
                  serverId(),
                  failure);
              return null;
            })
        .onComplete(done -> system.host().close());
  }

  /** A hook of a mod. */
  private interface Hook {
    Future<?> run() throws Exception;
  }

  private static Future<Void> limited(Hook hook) {
    return Future.succeededFuture()
        .compose(
            start -> {
              try {
                return Objects.requireNonNull(hook.run(), "the hook returned no future");
              } catch (Exception e) {
                return Future.failedFuture(e);
              }
            })
        .timeout(HOOK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .mapEmpty();
  }

  Vertx vertx() {
    return vertx;
  }

  ClusterNode cluster() {
    return cluster;
  }

  Clock clock() {
    return clock;
  }

  CommandTable commands() {
    return commands;
  }

  EventListeners listeners() {
    return listeners;
  }

  private int serverId() {
    return cluster.self().serverId();
  }
}
