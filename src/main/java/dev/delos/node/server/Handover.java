package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.node.Turnstile;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.Player;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the players of a lobby that leaves to other lobbies, on the same connections. */
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);
  private static final int MOST_AT_ONCE = 32;
  private static final long PAUSE_MS = 100;

  private final Vertx vertx;
  private final ClusterNode cluster;
  private final PlayerTable players;
  private final Turnstile turnstile = new Turnstile(MOST_AT_ONCE);
  private boolean isStopped;

  Handover(Vertx vertx, ClusterNode cluster, PlayerTable players) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.players = players;
  }

  /**
   * Completes when no player is here any more who could go, or no other lobby is up, or it is
   * stopped. Who waits here for a proxy that is gone can't: nobody is there to be asked.
   */
  Future<Void> run() {
    List<Player> able = players.all().stream().filter(this::hasProxy).toList();
    if (able.isEmpty() || isStopped || !hasOtherLobby()) {
      return Future.succeededFuture();
    }
    return Future.join(able.stream().map(this::giveAway).toList())
        .compose(asked -> players.size() == 0 ? Future.succeededFuture() : runAgain());
  }

  private boolean hasProxy(Player player) {
    return cluster.directory().find(player.proxyId()).isPresent();
  }

  /** One that was on the way at that moment can't be moved: once more. */
  private Future<Void> runAgain() {
    return vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(later -> run());
  }

  void stop() {
    isStopped = true;
  }

  private boolean hasOtherLobby() {
    return cluster.directory().upNodes().anyMatch(node -> node.role().equals("lobby"));
  }

  private Future<Void> giveAway(Player player) {
    return turnstile.run(() -> isStopped ? Future.succeededFuture() : transfer(player));
  }

  private Future<Void> transfer(Player player) {
    JsonObject args = new JsonObject().put("uid", player.uid()).put("id", player.id());
    return cluster
        .caller()
        .request(
            player.proxyId(),
            SessionCalls.MODULE,
            SessionCalls.TRANSFER,
            args,
            SessionCalls.TRANSFER_LIMIT)
        .onFailure(failure -> log.debug("{} stays: {}", player.uid(), failure.toString()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
