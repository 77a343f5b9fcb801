package dev.delos.node.master;

import static dev.delos.node.master.CommandBody.MAX_TEXT;

import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.Online;
import dev.delos.cluster.Sanction;
import dev.delos.host.CommandTable;
import dev.delos.node.master.SanctionTable.Kind;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.PlayerCalls;
import dev.delos.sdk.InvalidRequestException;
import dev.delos.sdk.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Commands that lay something on an account, or lift it. */
final class SanctionCommands {
  private static final int MAX_MINUTES = 100 * 366 * 24 * 60;

  private final ClusterNode cluster;
  private final Sanctions sanctions;
  private final Sessions sessions;
  private final Clock clock;
  private final Duration limit;

  SanctionCommands(
      ClusterNode cluster, Sanctions sanctions, Sessions sessions, Clock clock, Duration limit) {
    this.cluster = cluster;
    this.sanctions = sanctions;
    this.sessions = sessions;
    this.clock = clock;
    this.limit = limit;
  }

  void addTo(CommandTable commands) {
    commands.add("/player/ban", this::ban);
    commands.add("/player/unban", json -> lift(json, Kind.BAN, "wasBanned"));
    commands.add("/player/silence", this::silence);
    commands.add("/player/unsilence", this::unsilence);
  }

  /** What somebody who is banned is told. */
  static String farewell(Sanction ban) {
    String until = "banned until " + ban.bannedUntil();
    return ban.reason().isEmpty() ? until : until + ": " + ban.reason();
  }

  private Future<JsonObject> ban(JsonObject json) {
    CommandBody body = CommandBody.of(json, "uid", "until", "minutes", "reason");
    String uid = body.uid();
    Instant until = until(body);
    return sanctions
        .lay(Kind.BAN, uid, until, reason(body))
        .compose(
            laid ->
                sessions
                    .find(uid)
                    .compose(
                        online ->
                            online
                                .map(o -> sessions.close(o, CloseCode.BANNED, farewell(laid.now())))
                                .orElseGet(() -> Future.succeededFuture(false)))
                    .recover(failure -> stored("ban", failure))
                    .map(closed -> laid(uid, until, closed)));
  }

  private static JsonObject laid(String uid, Instant until, boolean online) {
    return new JsonObject().put("uid", uid).put("until", until.toString()).put("wasOnline", online);
  }

  private static String reason(CommandBody body) {
    return body.text("reason", MAX_TEXT, "a text", "");
  }

  private Instant until(CommandBody body) {
    if (body.has("minutes") == body.has("until")) {
      throw new InvalidRequestException(
          "minutes, until: found "
              + (body.has("minutes") ? "both" : "neither")
              + ", allowed: one of them");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until =
        body.instant("until")
            .orElseGet(
                () ->
                    now.plus(
                        body.wholeNumber("minutes", 1, MAX_MINUTES, "a number of minutes"),
                        ChronoUnit.MINUTES));
    if (!until.isAfter(now)) {
      throw body.refused("until", "a moment after now, " + now);
    }
    return until;
  }

  private Future<JsonObject> lift(JsonObject json, Kind kind, String was) {
    String uid = CommandBody.of(json, "uid").uid();
    return sanctions
        .lift(kind, uid)
        .map(laid -> new JsonObject().put("uid", uid).put(was, laid.before()));
  }

  private Future<JsonObject> silence(JsonObject json) {
    CommandBody body = CommandBody.of(json, "uid", "until", "minutes", "reason");
    String uid = body.uid();
    Instant until = until(body);
    return sanctions
        .lay(Kind.SILENCE, uid, until, reason(body))
        .compose(laid -> tellLobby(uid, until.toEpochMilli()))
        .map(online -> laid(uid, until, online));
  }

  private Future<JsonObject> unsilence(JsonObject json) {
    return lift(json, Kind.SILENCE, "wasSilenced")
        .compose(
            lifted -> tellLobby(lifted.getString("uid"), 0).map(o -> lifted.put("wasOnline", o)));
  }

  /** Tells the lobby that the player is on; false if on none. */
  private Future<Boolean> tellLobby(String uid, long silencedUntil) {
    return sessions
        .find(uid)
        .compose(
            online ->
                online
                    .filter(found -> found.serverId() != 0)
                    .map(found -> tell(found, silencedUntil))
                    .orElseGet(() -> Future.succeededFuture(false)))
        .recover(failure -> stored("change", failure));
  }

  private Future<Boolean> tell(Online online, long silencedUntil) {
    JsonObject args = new JsonObject().put("uid", online.uid()).put("silencedUntil", silencedUntil);
    return cluster
        .caller()
        .request(online.serverId(), PlayerCalls.MODULE, PlayerCalls.SILENCE, args, limit)
        .map(true);
  }

  private static <T> Future<T> stored(String what, Throwable failure) {
    int code = failure instanceof RpcException rpc ? Answer.code(rpc) : 502;
    String why = failure instanceof RpcException rpc ? rpc.detail() : "nobody could be asked";
    return Future.failedFuture(
        new CommandFailure(
            code, "the " + what + " is stored, but the player's node was not reached: " + why));
  }
}
