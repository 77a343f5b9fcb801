package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings a player into the network. Each step is bounded, and none begins for a client that has
 * gone; what the steps before it did, {@link Stay#end()} takes back. Where the presence can't be
 * reached nobody logs in: two sessions of an account are worse than none.
 */
final class Login {
  /** What an earlier session may take to leave its lobby before the new one comes. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final ClusterNode cluster;
  private final Admission admission;
  private final Lobbies lobbies;

  Login(ClusterNode cluster, Admission admission, Lobbies lobbies) {
    this.cluster = cluster;
    this.admission = admission;
    this.lobbies = lobbies;
  }

  /** Succeeds when the player is on a lobby; fails with why not. */
  Future<Void> run(Stay stay) {
    return stay.alone(() -> admission.check(stay.account().uid()).compose(ok -> enter(stay)));
  }

  private Future<Void> enter(Stay stay) {
    return stay.ifWanted(() -> stay.entry().claim())
        .compose(earlier -> stay.ifWanted(() -> close(stay, earlier)))
        .compose(closed -> stay.ifWanted(() -> join(stay)));
  }

  /** The newest login wins: the earlier session goes, and its lobby has taken that in by then. */
  private Future<Void> close(Stay stay, Optional<Online> earlier) {
    return earlier
        .map(known -> cluster.presence().isHeld(known) ? close(known) : takeOff(stay, known))
        .orElseGet(Future::succeededFuture);
  }

  /** Its proxy is gone: so this one takes the player off the lobby where the place was kept. */
  private Future<Void> takeOff(Stay stay, Online orphan) {
    if (orphan.serverId() == Stay.NOWHERE) {
      return Future.succeededFuture();
    }
    int proxyId = cluster.self().serverId();
    return lobbies
        .rebind(orphan.serverId(), orphan.session(), proxyId, stay.entry().epoch())
        .compose(mine -> lobbies.takeOff(orphan, stay.entry().epoch()))
        .otherwiseEmpty();
  }

  private Future<Void> close(Online earlier) {
    JsonObject args =
        new JsonObject()
            .put("uid", earlier.uid())
            .put("session", earlier.session())
            .put("code", CloseCode.LOGGED_IN_ELSEWHERE.name())
            .put("message", "the account has logged in anew");
    return cluster
        .caller()
        .request(earlier.proxyId(), SessionCalls.MODULE, SessionCalls.CLOSE, args, CLOSE_LIMIT)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Void> join(Stay stay) {
    return lobbies
        .joinByStrategy(Boarding.login(admission, stay))
        .onSuccess(stay::on)
        .compose(on -> stay.ifWanted(Future::succeededFuture));
  }

  static Future<Void> unlessOvertaken(boolean isKept) {
    return isKept
        ? Future.succeededFuture()
        : Future.failedFuture(
            new RefusedException(CloseCode.LOGGED_IN_ELSEWHERE, "the account has logged in anew"));
  }
}
