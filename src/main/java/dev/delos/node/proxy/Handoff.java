package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import dev.delos.sdk.RpcException.Code;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a session to the proxy to which its client has come back. The presence names the other one
 * first, then the lobby sends there; the lobby's answer comes after all that it sent here, so that
 * what is given away is whole. If it fails, the session waits here on.
 */
final class Handoff {
  private static final Logger log = LoggerFactory.getLogger(Handoff.class);

  /** What a move may take that goes on just now. */
  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(1);

  private final ClusterNode cluster;
  private final SessionTable sessions;
  private final Lobbies lobbies;

  Handoff(ClusterNode cluster, SessionTable sessions, Lobbies lobbies) {
    this.cluster = cluster;
    this.sessions = sessions;
    this.lobbies = lobbies;
  }

  Future<JsonObject> give(RpcRequest request) {
    NodeInfo taker =
        cluster
            .directory()
            .find(request.callerId())
            .filter(NodeInfo::isProxy)
            .orElseThrow(() -> new InvalidRequestException("only a proxy takes sessions"));
    String id = request.args().getString("id", "");
    if (sessions.passing().isExpected(id)) {
      return later(id + " is on its way here");
    }
    Session session =
        sessions
            .find(id)
            .filter(Session::isLive)
            .filter(found -> found.uid().equals(request.args().getString("uid")))
            .orElseThrow(() -> new InvalidRequestException("id: no such session is here"));
    if (session.isBeingGiven()) {
      return later(session + " is being given away");
    }
    session.disconnect();
    return session.giving(settled(session).compose(settled -> begin(session, taker)));
  }

  /** Completes once the player is on no move any more, or a limit is over. */
  private Future<?> settled(Session session) {
    return Future.any(
        session.stay().settling(),
        sessions.vertx().timer(SETTLING_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  private Future<JsonObject> begin(Session session, NodeInfo taker) {
    return session.stay().isBusy()
        ? later(session + " is on the move")
        : session.stay().alone(() -> session.stay().ifWanted(() -> pass(session, taker)));
  }

  /** To be asked again. */
  private static <T> Future<T> later(String why) {
    return Future.failedFuture(new RpcException(Code.OVERLOADED, why));
  }

  private Future<JsonObject> pass(Session session, NodeInfo taker) {
    return session
        .stay()
        .entry()
        .passTo(taker.serverId(), taker.incarnation())
        .compose(passed -> rebind(session.stay(), passed).compose(at -> give(session, passed, at)));
  }

  /** Brings the lobby on which the player is then: none, if the lobby does not say so. */
  private Future<Integer> rebind(Stay stay, Online passed) {
    int serverId = stay.serverId();
    if (serverId == Stay.NOWHERE || stay.hasEnded()) {
      return Future.succeededFuture(Stay.NOWHERE);
    }
    return lobbies
        .rebind(serverId, stay.id(), passed.proxyId(), passed.epoch())
        .map(serverId)
        .otherwise(
            failure -> {
              log.info(
                  "{} is not on node {} any more: {}", stay.id(), serverId, failure.toString());
              return Stay.NOWHERE;
            });
  }

  private Future<JsonObject> give(Session session, Online passed, int serverId) {
    if (!session.isLive()) {
      return takeOff(passed)
          .transform(off -> cluster.presence().release(passed))
          .transform(
              gone -> Future.failedFuture(new InvalidRequestException(session + " has ended")));
    }
    Stay stay = session.stay();
    JsonObject given =
        session
            .content()
            .put("name", stay.account().name())
            .put("claims", stay.account().claims())
            .put("serverId", serverId)
            .put("entryServerId", passed.serverId())
            .put("epoch", passed.epoch())
            .put("silencedUntil", stay.silencedUntil());
    session.givenAway();
    sessions.passing().left(session.uid(), passed.proxyId());
    return Future.succeededFuture(given);
  }

  /** It was ended meanwhile: the lobby may wait for the other proxy to take the player off. */
  private Future<Void> takeOff(Online passed) {
    long epoch = passed.epoch() + 1;
    return passed.serverId() == Stay.NOWHERE
        ? Future.succeededFuture()
        : lobbies
            .rebind(passed.serverId(), passed.session(), cluster.self().serverId(), epoch)
            .transform(mine -> lobbies.takeOff(passed, epoch));
  }
}
