package dev.delos.node.proxy;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.RpcRequest;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.SessionCalls;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Answers what lobbies, masters and other proxies ask about this proxy's players. */
final class SessionEndpoint {
  private final Context context;
  private final ClusterNode cluster;
  private final SessionTable sessions;
  private final Moves moves;
  private final Handoff handoff;
  private final WayBack wayBack;

  SessionEndpoint(Context context, ClusterNode cluster, SessionTable sessions, Entrance entrance) {
    this.context = context;
    this.cluster = cluster;
    this.sessions = sessions;
    this.moves = entrance.moves();
    this.handoff = entrance.handoff();
    this.wayBack = entrance.wayBack();
  }

  void register() {
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.UNKNOWN, this::unknown);
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.REFUSED, this::refused);
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.CLOSE, this::close);
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.TRANSFER, this::transfer);
    cluster.dispatcher().register(SessionCalls.MODULE, SessionCalls.TAKE, this::take);
  }

  private Future<JsonObject> unknown(RpcRequest request) {
    sessions
        .find(request.args().getString("id"))
        .map(Session::stay)
        .filter(stay -> stay.serverId() == request.callerId())
        .ifPresent(moves::lost);
    return Future.succeededFuture(new JsonObject());
  }

  private Future<JsonObject> refused(RpcRequest request) {
    JsonObject args = request.args();
    ErrorCode code = ErrorCode.valueOf(args.getString("code"));
    sessions
        .find(args.getString("id"))
        .ifPresent(session -> session.refused(code, args.getString("message")));
    return Future.succeededFuture(new JsonObject());
  }

  /** Waits for a session that is on its way here, if there is none of the account. */
  private Future<JsonObject> close(RpcRequest request) {
    JsonObject args = request.args();
    CloseCode code = code(args.getString("code", ""));
    return meant(args).isEmpty()
        ? wayBack.arrival(args.getString("uid", "")).compose(here -> close(args, code))
        : close(args, code);
  }

  private Future<JsonObject> close(JsonObject args, CloseCode code) {
    List<Future<Void>> closed =
        meant(args).stream()
            .map(found -> found.close(code, args.getString("message", "")))
            .toList();
    return Future.join(closed).map(done -> new JsonObject().put("closed", !closed.isEmpty()));
  }

  private List<Session> meant(JsonObject args) {
    String session = args.getString("session");
    return sessions.ofAccount(args.getString("uid", "")).stream()
        .filter(found -> session == null || session.equals(found.id()))
        .toList();
  }

  private static CloseCode code(String name) {
    return Arrays.stream(CloseCode.values())
        .filter(code -> code.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "code: found " + name + ", allowed: " + Arrays.toString(CloseCode.values())));
  }

  /** Takes its course whether or not the caller still waits. */
  private Future<JsonObject> take(RpcRequest request) {
    return apart(() -> handoff.give(request));
  }

  private Future<JsonObject> transfer(RpcRequest request) {
    JsonObject args = request.args();
    Stay stay = live(args.getString("uid", ""));
    if (!isOn(stay, request.callerId()) || !stay.id().equals(args.getString("id", stay.id()))) {
      throw new InvalidRequestException(
          "the player has left node " + request.callerId() + " already");
    }
    Destination to = Destination.fromJson(args);
    JsonObject transferParam = args.getJsonObject("transferParam", new JsonObject());
    return apart(() -> moves.transfer(stay, to, transferParam))
        .map(arrived -> new JsonObject().put("serverId", arrived));
  }

  private Stay live(String uid) {
    return sessions.ofAccount(uid).stream()
        .filter(Session::isLive)
        .map(Session::stay)
        .findFirst()
        .orElseThrow(() -> new InvalidRequestException("uid: " + uid + " is not on this proxy"));
  }

  /** A lobby or game asks for its own players only. */
  private boolean isOn(Stay stay, int callerId) {
    return stay.serverId() == callerId
        || cluster.directory().find(callerId).filter(NodeInfo::isServer).isEmpty();
  }

  /** Without the caller's deadline: a move that has begun goes on to its end. */
  private <T> Future<T> apart(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture().compose(begin -> work.get()).onComplete(promise));
    return promise.future();
  }
}
