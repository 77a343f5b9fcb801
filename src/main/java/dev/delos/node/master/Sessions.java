package dev.delos.node.master;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of players, wherever they are. */
final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);
  private static final int AT_ONCE = 64;

  private final ClusterNode cluster;
  private final Duration limit;

  Sessions(ClusterNode cluster, Duration limit) {
    this.cluster = cluster;
    this.limit = limit;
  }

  Future<Optional<Online>> find(String uid) {
    return cluster.presence().find(uid);
  }

  /** Where an account is online; a {@link CommandFailure} of 404 if it isn't. */
  Future<Online> online(String uid) {
    return find(uid)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new CommandFailure(404, "player " + uid + " is not online"))));
  }

  /** Closes a connection; false if its proxy has none. */
  Future<Boolean> close(Online online, CloseCode code, String message) {
    JsonObject args =
        new JsonObject().put("uid", online.uid()).put("code", code.name()).put("message", message);
    return cluster
        .caller()
        .request(online.proxyId(), SessionCalls.MODULE, SessionCalls.CLOSE, args, limit)
        .map(reply -> reply.getBoolean("closed"));
  }

  /** Somebody whose connection is to be closed, and what they are told. */
  record Farewell(String uid, CloseCode code, String message) {}

  /**
   * Closes the connections of those who are online, some at a time. Succeeds in any case.
   *
   * @param mayGoOn asked before each of them: a master that is deposed meanwhile closes nobody
   */
  Future<Void> closeAll(List<Farewell> farewells, BooleanSupplier mayGoOn) {
    if (farewells.isEmpty() || !mayGoOn.getAsBoolean()) {
      return Future.succeededFuture();
    }
    int count = Math.min(AT_ONCE, farewells.size());
    return Future.join(farewells.subList(0, count).stream().map(this::close).toList())
        .transform(closed -> closeAll(farewells.subList(count, farewells.size()), mayGoOn));
  }

  private Future<Boolean> close(Farewell farewell) {
    return find(farewell.uid())
        .compose(
            online ->
                online
                    .map(found -> close(found, farewell.code(), farewell.message()))
                    .orElseGet(() -> Future.succeededFuture(false)))
        .onFailure(
            failure ->
                log.warn(
                    "the connection of {} was not closed: {}", farewell.uid(), failure.toString()));
  }
}
