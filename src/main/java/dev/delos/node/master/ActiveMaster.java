package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcEndpoint;
import dev.delos.node.master.SanctionTable.Holding;
import dev.delos.node.master.Sessions.Farewell;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.MasterCalls;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a master does while it is the active one: says so, and keeps the cluster's copy of the
 * sanctions what the database says. Belongs to its node's context.
 */
final class ActiveMaster implements MasterLease.Listener {
  private static final Logger log = LoggerFactory.getLogger(ActiveMaster.class);

  /** Rounds after which the directory knows every proxy. */
  private static final int LOOK_AT_ALL = 2;

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final MasterLimits limits;
  private final LoginPick login;
  private final Sanctions sanctions;
  private final Sessions sessions;
  private final Clock clock;
  private final MasterLease lease;
  private final RpcEndpoint endpoint;
  private final Promise<Void> reconciled = Promise.promise();

  ActiveMaster(
      Vertx vertx,
      ClusterNode cluster,
      LeaseTable leases,
      SanctionTable table,
      LoginPick login,
      Sessions sessions,
      Clock clock,
      MasterLimits limits) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.limits = limits;
    this.login = login;
    this.sessions = sessions;
    this.clock = clock;
    this.lease = new MasterLease(vertx, leases, limits, this);
    this.sanctions = new Sanctions(table, cluster.entryRules(), lease, clock);
    this.endpoint =
        request ->
            Future.succeededFuture(
                new JsonObject()
                    .put("serverId", cluster.self().serverId())
                    .put("lease", lease.epoch()));
  }

  /** Asks for the lease from now on; completes when it is known whether this one has it. */
  Future<Void> start() {
    cluster.directory().onLeave(this::left);
    cluster.directory().onChange((before, now) -> changed(now));
    return lease
        .start()
        .compose(asked -> lease.epoch() == 0 ? Future.succeededFuture() : reconciled.future());
  }

  MasterLease lease() {
    return lease;
  }

  Sanctions sanctions() {
    return sanctions;
  }

  /** Lets another master take over at once. */
  Future<Void> stop() {
    return lease.stop();
  }

  @Override
  public void gained(long epoch) {
    cluster.lease(epoch);
    cluster.dispatcher().register(MasterCalls.MODULE, MasterCalls.ACTIVE, endpoint);
    login.active(true);
    reconcile(epoch, 0);
  }

  @Override
  public void lost() {
    login.active(false);
    cluster.dispatcher().unregister(MasterCalls.MODULE, MasterCalls.ACTIVE, endpoint);
    cluster.lease(0);
  }

  private void reconcile(long epoch, int round) {
    if (!lease.isHeld(epoch)) {
      return;
    }
    sanctions
        .reconcile(epoch)
        .onSuccess(
            holding -> {
              reconciled.tryComplete();
              closeBanned(holding, round < LOOK_AT_ALL);
            })
        .onFailure(
            failure -> log.warn("the sanctions could not be compared: {}", failure.toString()))
        .onComplete(
            done ->
                vertx.setTimer(
                    (done.succeeded() ? limits.reconciliation() : limits.renewal()).toMillis(),
                    id -> reconcile(epoch, done.succeeded() ? round + 1 : round)));
  }

  /** Those who were online when they were banned and nobody closed, or who slipped in then. */
  private void closeBanned(List<Holding> holding, boolean all) {
    List<Farewell> farewells =
        holding.stream()
            .filter(one -> all || one.isRecent())
            .filter(one -> one.sanction().isBanned(clock.instant()))
            .map(
                one ->
                    new Farewell(
                        one.uid(), CloseCode.BANNED, SanctionCommands.farewell(one.sanction())))
            .toList();
    sessions
        .closeAll(farewells, sanctions.whileActive())
        .onComplete(done -> log.debug("{} bans were looked after", farewells.size()));
  }

  private void left(NodeInfo node) {
    if (node.isMaster()) {
      lease.look();
    }
  }

  /** Another master that stops being active has given its lease up, most likely. */
  private void changed(NodeInfo node) {
    if (node.isMaster() && node.lease() == 0 && node.serverId() != cluster.self().serverId()) {
      lease.look();
    }
  }
}
