package dev.delos.node.master;

import static dev.delos.node.master.CommandBody.MAX_TEXT;

import dev.delos.cluster.ClusterNode;
import dev.delos.host.CommandTable;
import dev.delos.node.master.Sessions.Farewell;
import dev.delos.protocol.ClientsEvent;
import dev.delos.protocol.ClientsEvent.Everybody;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.EventName;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands about everybody at once. */
final class NetworkCommands {
  private static final Logger log = LoggerFactory.getLogger(NetworkCommands.class);
  private static final EventName BROADCAST =
      new EventName(
          EngineEvents.NAMESPACE, EngineEvents.SYSTEM_NAME, EngineEvents.BROADCAST_MESSAGE);

  private final ClusterNode cluster;
  private final Sanctions sanctions;
  private final Sessions sessions;

  NetworkCommands(ClusterNode cluster, Sanctions sanctions, Sessions sessions) {
    this.cluster = cluster;
    this.sanctions = sanctions;
    this.sessions = sessions;
  }

  void addTo(CommandTable commands) {
    commands.add("/message/broadcast", this::broadcast);
    commands.add("/maintenance/set", this::setMaintenance);
    commands.add("/maintenance/status", this::maintenance);
  }

  private Future<JsonObject> broadcast(JsonObject json) {
    String message = CommandBody.of(json, "message").message();
    cluster.broadcast(
        new ClientsEvent(Everybody.EVERYBODY, BROADCAST, new JsonObject().put("message", message)));
    long proxies = cluster.directory().reachableNodes().filter(NodeInfo::isProxy).count();
    return Future.succeededFuture(new JsonObject().put("proxies", proxies));
  }

  private Future<JsonObject> setMaintenance(JsonObject json) {
    CommandBody body = CommandBody.of(json, "on", "message", "kick");
    boolean on = body.flag("on");
    if (!on && (body.has("message") || body.has("kick"))) {
      throw new InvalidRequestException("message, kick: found with on: false, allowed: with true");
    }
    boolean kick = body.flag("kick", false);
    String message = body.text("message", MAX_TEXT, "a text", "maintenance: come back later");
    return sanctions
        .maintenance(on ? Optional.of(message) : Optional.empty())
        .compose(set -> kick ? kickEverybody(message) : Future.succeededFuture(0))
        .map(kicked -> new JsonObject().put("on", on).put("kicked", kicked));
  }

  /** Begins to; brings how many. */
  private Future<Integer> kickEverybody(String message) {
    return cluster
        .presence()
        .everybody()
        .map(
            all -> {
              List<Farewell> farewells =
                  all.stream()
                      .map(o -> new Farewell(o.uid(), CloseCode.MAINTENANCE, message))
                      .toList();
              sessions
                  .closeAll(farewells, sanctions.whileActive())
                  .onComplete(done -> log.info("{} players were kicked", farewells.size()));
              return farewells.size();
            });
  }

  private Future<JsonObject> maintenance(JsonObject json) {
    CommandBody.of(json);
    return sanctions
        .maintenance()
        .map(
            message ->
                new JsonObject().put("on", message.isPresent()).put("message", message.orElse("")));
  }
}
