package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.host.CommandTable;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes nodes one after the other: each drains, and the next one is told when it has left. It
 * stops at the first that doesn't, and when this master loses its lease. One at a time; what it
 * does, this master alone knows. Belongs to its node's context.
 */
final class RollingClose {
  private static final Logger log = LoggerFactory.getLogger(RollingClose.class);
  private static final long LOOK_MS = 50;
  private static final int USUAL_WAIT_SECONDS = 60;
  private static final int MAX_WAIT_SECONDS = 3_600;

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final MasterLease lease;
  private final LeaseTable table;
  private final Duration callLimit;
  private Progress progress = new Progress("NONE", List.of(), 0, "");

  /**
   * How far it is.
   *
   * @param state {@code NONE}, {@code RUNNING}, {@code DONE} or {@code STOPPED}
   * @param nodes in their order
   * @param left how many of them have left
   * @param why it stopped
   */
  private record Progress(String state, List<Integer> nodes, int left, String why) {
    JsonObject toJson() {
      return new JsonObject()
          .put("state", state)
          .put("nodes", new JsonArray(nodes))
          .put("left", new JsonArray(nodes.subList(0, left)))
          .put("why", why);
    }
  }

  RollingClose(
      Vertx vertx, ClusterNode cluster, MasterLease lease, LeaseTable table, MasterLimits limits) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.lease = lease;
    this.table = table;
    this.callLimit = limits.call();
  }

  void addTo(CommandTable commands) {
    commands.add("/server/rollingClose", this::begin);
    commands.add("/server/rollingCloseStatus", this::status);
  }

  private Future<JsonObject> begin(JsonObject json) {
    CommandBody body = CommandBody.of(json, "opServerIds", "opServerType", "waitSeconds", "dryRun");
    List<Integer> nodes = select(body);
    int waitSeconds =
        body.wholeNumber(
            "waitSeconds", 1, MAX_WAIT_SECONDS, "a number of seconds", USUAL_WAIT_SECONDS);
    boolean dryRun = body.flag("dryRun", false);
    if (progress.state().equals("RUNNING")) {
      throw new CommandFailure(409, "a rolling close runs already", progress.toJson());
    }
    if (!dryRun) {
      progress = new Progress("RUNNING", nodes, 0, "");
      run(lease.epoch(), Duration.ofSeconds(waitSeconds));
    }
    return Future.succeededFuture(
        new JsonObject().put("nodes", new JsonArray(nodes)).put("dryRun", dryRun));
  }

  private List<Integer> select(CommandBody body) {
    if (body.has("opServerIds") == body.has("opServerType")) {
      throw new InvalidRequestException(
          "opServerIds, opServerType: found "
              + (body.has("opServerIds") ? "both" : "neither")
              + ", allowed: one of them");
    }
    List<Integer> nodes =
        body.has("opServerIds")
            ? body.serverIds("opServerIds")
            : ofType(body.text("opServerType", 32, "a type of node"));
    nodes.forEach(id -> ServerCommands.find(cluster, id));
    if (nodes.contains(cluster.self().serverId())) {
      throw new InvalidRequestException(
          "found node "
              + cluster.self().serverId()
              + ", allowed: any but the active master, which /server/drain closes");
    }
    return nodes;
  }

  private List<Integer> ofType(String type) {
    List<Integer> nodes =
        cluster
            .directory()
            .nodes()
            .filter(node -> node.type().equals(type))
            .sorted(Comparator.comparingInt(NodeInfo::serverId))
            .map(NodeInfo::serverId)
            .toList();
    if (nodes.isEmpty()) {
      throw new CommandFailure(404, "no node of type " + type);
    }
    return nodes;
  }

  private Future<JsonObject> status(JsonObject json) {
    CommandBody.of(json);
    return Future.succeededFuture(progress.toJson());
  }

  private void run(long epoch, Duration wait) {
    next(epoch, wait)
        .onSuccess(done -> end("DONE", ""))
        .onFailure(failure -> end("STOPPED", "at node " + current() + ": " + why(failure)));
  }

  private static String why(Throwable failure) {
    return failure instanceof TimeoutException
        ? "it did not leave in time"
        : Answer.failure("/server/rollingClose", failure).message();
  }

  private int current() {
    return progress.nodes().get(progress.left());
  }

  private void end(String state, String why) {
    progress = new Progress(state, progress.nodes(), progress.left(), why);
    log.info("the rolling close of {} is {} {}", progress.nodes(), state, why);
  }

  private Future<Void> next(long epoch, Duration wait) {
    if (progress.left() == progress.nodes().size()) {
      return Future.succeededFuture();
    }
    return table
        .check(epoch)
        .compose(stands -> close(epoch, current(), wait))
        .compose(
            left -> {
              progress = new Progress(progress.state(), progress.nodes(), progress.left() + 1, "");
              return next(epoch, wait);
            });
  }

  /** A node that has left by itself meanwhile is what was wanted. */
  private Future<Void> close(long epoch, int serverId, Duration wait) {
    return cluster
        .directory()
        .find(serverId)
        .map(
            node ->
                ServerCommands.drain(cluster, serverId, callLimit)
                    .compose(drains -> gone(epoch, node, System.nanoTime() + wait.toNanos())))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> gone(long epoch, NodeInfo node, long until) {
    boolean isThere =
        cluster
            .directory()
            .find(node.serverId())
            .filter(found -> found.incarnation() == node.incarnation())
            .isPresent();
    if (!isThere) {
      return Future.succeededFuture();
    }
    if (!lease.isHeld(epoch)) {
      return Future.failedFuture(new DeposedException());
    }
    return System.nanoTime() - until > 0
        ? Future.failedFuture(new TimeoutException())
        : vertx.timer(LOOK_MS, TimeUnit.MILLISECONDS).compose(later -> gone(epoch, node, until));
  }
}
