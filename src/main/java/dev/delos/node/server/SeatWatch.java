package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.node.Rounds;
import dev.delos.protocol.NodeInfo;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the players on this node still are here as the network sees it. A node that was out
 * of reach for a while may have missed that their proxies put them elsewhere, or that they left. A
 * player who was sent away by mistake is brought back at the next word of the client. The players
 * of a proxy that is gone stay for as long as another may take their sessions over.
 */
final class SeatWatch {
  private static final Logger log = LoggerFactory.getLogger(SeatWatch.class);

  /** A player who comes or moves just now may be seen elsewhere for a moment. */
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private final ClusterNode cluster;
  private final PlayerTable players;
  private final PlayerEndpoint endpoint;
  private final Rounds<Seat> rounds;

  SeatWatch(ClusterNode cluster, PlayerTable players, PlayerEndpoint endpoint) {
    this.cluster = cluster;
    this.players = players;
    this.endpoint = endpoint;
    this.rounds = new Rounds<>(players::seats, this::look);
  }

  /** What the network says may have changed without a word. */
  void hurry() {
    rounds.hurry();
  }

  /** A node is gone: the players whom it held may have to go. */
  void left(NodeInfo node) {
    if (node.isProxy()) {
      rounds.soon(players.of(node.serverId()));
    }
  }

  /** To be called each second. */
  void tick() {
    rounds.tick();
  }

  private void look(Seat seat) {
    if (!players.holds(seat)) {
      return;
    }
    cluster
        .presence()
        .entry(seat.player().uid())
        .onSuccess(online -> judge(seat, online))
        .onFailure(failure -> log.debug("the presence is out of reach: {}", failure.toString()));
  }

  private void judge(Seat seat, Optional<Online> online) {
    if (!players.holds(seat)) {
      return;
    }
    Optional<Online> here = online.filter(found -> isHere(seat, found));
    if (here.filter(cluster.presence()::isHeld).isPresent()) {
      seat.confirmed();
    } else if (here.isPresent()) {
      orphaned(seat, here.get());
    } else if (isOver(DOUBT, seat)) {
      log.info("{} is not here any more: found {}", seat.player().uid(), online);
      endpoint.remove(seat, false, new JsonObject());
    }
  }

  /** Whether a seat has been in doubt for so long; if it hasn't, it is looked at again then. */
  private boolean isOver(Duration limit, Seat seat) {
    Duration doubted = seat.doubted();
    boolean isOver = doubted.compareTo(limit) >= 0;
    if (!isOver) {
      rounds.after(limit.minus(doubted), seat);
    }
    return isOver;
  }

  /** The proxy is gone: another one may take the session over, for a while. */
  private void orphaned(Seat seat, Online online) {
    if (!isOver(Duration.ofSeconds(online.resumeSeconds() + 1L), seat)) {
      return;
    }
    log.info("{} has not come back after the end of its proxy", seat.player().uid());
    endpoint.remove(seat, false, new JsonObject());
    cluster
        .presence()
        .release(online)
        .onFailure(failure -> log.debug("its entry stays: {}", failure.toString()));
  }

  private boolean isHere(Seat seat, Online online) {
    return online.session().equals(seat.player().id())
        && (online.serverId() == 0 || online.serverId() == cluster.self().serverId());
  }
}
