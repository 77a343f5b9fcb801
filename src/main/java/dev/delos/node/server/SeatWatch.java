package dev.delos.node.server;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.node.Rounds;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the players on this node still are here as the network sees it. A node that was out
 * of reach for a while may have missed that their proxies put them elsewhere, or that they left. A
 * player who was sent away by mistake is brought back at the next word of the client.
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

  /** Nodes have come or gone. */
  void hurry() {
    rounds.hurry();
  }

  /** To be called each second. */
  void tick() {
    rounds.tick();
  }

  private void look(Seat seat) {
    cluster
        .presence()
        .find(seat.player().uid())
        .onSuccess(online -> judge(seat, online))
        .onFailure(failure -> log.debug("the presence is out of reach: {}", failure.toString()));
  }

  private void judge(Seat seat, Optional<Online> online) {
    if (!players.holds(seat)) {
      return;
    }
    if (online.filter(found -> isHere(seat, found)).isPresent()) {
      seat.confirmed();
    } else if (seat.isInDoubtFor(DOUBT)) {
      log.info("{} is not here any more: found {}", seat.player().uid(), online);
      endpoint.remove(seat, false, new JsonObject());
    } else {
      rounds.hurry();
    }
  }

  private boolean isHere(Seat seat, Online online) {
    return online.session().equals(seat.player().id())
        && (online.serverId() == 0 || online.serverId() == cluster.self().serverId());
  }
}
