package dev.delos.node.proxy;

import dev.delos.node.Turnstile;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves players between lobbies on the same connection: because somebody asks for it, or because
 * their lobby is gone. A player whom no lobby takes within the limit is told so and closed.
 */
final class Moves {
  private static final Logger log = LoggerFactory.getLogger(Moves.class);

  /** In place of a server id: any other lobby. */
  static final int ANY = 0;

  /** How many players of a lobby that is gone are put elsewhere at the same time. */
  private static final int MOST_AT_ONCE = 64;

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_MS = 200;
  private static final JsonObject NOTHING = new JsonObject();

  private final Vertx vertx;
  private final Admission admission;
  private final Lobbies lobbies;
  private final LobbyPicker picker;
  private final Turnstile turnstile = new Turnstile(MOST_AT_ONCE);

  Moves(Vertx vertx, Admission admission, Lobbies lobbies) {
    this.vertx = vertx;
    this.admission = admission;
    this.lobbies = lobbies;
    this.picker = lobbies.picker();
  }

  /**
   * Moves a player who is on a lobby: takes the player off it first, so that no two lobbies have
   * the player at once. If the other one doesn't take the player, back again, or to any.
   *
   * @param serverId where to, or {@link #ANY}
   * @return where the player is then; fails with {@link InvalidRequestException} if the move is not
   *     begun
   */
  Future<Integer> transfer(Stay stay, int serverId, JsonObject transferParam) {
    int from = stay.serverId();
    if (stay.isBusy() || from == Stay.NOWHERE) {
      return refuse("the player is on the way already");
    }
    if (serverId == from) {
      return Future.succeededFuture(from);
    }
    if (serverId == ANY ? !picker.hasOther(from) : !picker.isUp(serverId)) {
      return refuse("serverId: found " + serverId + ", allowed: a lobby or game that is up");
    }
    return settle(
        stay,
        () ->
            lobbies
                .leaveForAnother(from, stay.id(), transferParam)
                .compose(off -> stay.ifWanted(() -> join(stay, from, serverId, transferParam)))
                .recover(failure -> stay.ifWanted(() -> back(stay, from))));
  }

  private static Future<Integer> refuse(String why) {
    return Future.failedFuture(new InvalidRequestException(why));
  }

  private Future<Integer> join(Stay stay, int from, int serverId, JsonObject transferParam) {
    stay.on(Stay.NOWHERE);
    return arrival(stay, transferParam)
        .compose(
            arrival ->
                serverId == ANY
                    ? lobbies.joinOther(from, arrival)
                    : lobbies.join(serverId, arrival));
  }

  private Future<Integer> back(Stay stay, int from) {
    Future<Integer> back =
        picker.isUp(from)
            ? arrival(stay, NOTHING).compose(arrival -> lobbies.join(from, arrival))
            : Future.failedFuture("node " + from + " takes nobody");
    return back.recover(failure -> joinAny(stay, from, deadline()));
  }

  /** The player's lobby is gone, or doesn't hold the player: puts the player elsewhere. */
  void lost(Stay stay) {
    if (!stay.isBusy() && !stay.hasEnded()) {
      int from = stay.serverId();
      long deadline = deadline();
      stay.on(Stay.NOWHERE);
      settle(stay, () -> turnstile.run(() -> joinAny(stay, from, deadline)))
          .onFailure(failure -> log.debug("{} is lost: {}", stay.id(), failure.toString()));
    }
  }

  /** Looks, after a login or a move, whether the lobby has gone in the meantime. */
  void check(Stay stay) {
    if (!picker.isThere(stay.serverId())) {
      lost(stay);
    }
  }

  private Future<Integer> settle(Stay stay, Supplier<Future<Integer>> way) {
    return stay.alone(() -> way.get().onSuccess(stay::on))
        .onSuccess(serverId -> arrived(stay, serverId))
        .onFailure(failure -> stay.close(RefusedException.of(failure)));
  }

  private void arrived(Stay stay, int serverId) {
    stay.entry()
        .moved(serverId)
        .compose(Login::unlessOvertaken)
        .onFailure(failure -> closeIfOvertaken(stay, failure));
    check(stay);
  }

  /** An entry that could not be written is written later, when it is looked after. */
  private static void closeIfOvertaken(Stay stay, Throwable failure) {
    if (failure instanceof RefusedException overtaken) {
      stay.close(overtaken);
    }
  }

  private Future<Integer> joinAny(Stay stay, int from, long deadline) {
    return stay.ifWanted(() -> arrival(stay, NOTHING))
        .compose(arrival -> stay.ifWanted(() -> lobbies.joinOther(from, arrival)))
        .recover(failure -> joinAnyLater(stay, from, deadline, failure));
  }

  private Future<Integer> joinAnyLater(Stay stay, int from, long deadline, Throwable failure) {
    if (stay.hasEnded() || failure instanceof RefusedException || deadline < System.nanoTime()) {
      return Future.failedFuture(failure);
    }
    return vertx
        .timer(PAUSE_MS, TimeUnit.MILLISECONDS)
        .compose(later -> joinAny(stay, from, deadline));
  }

  /** Operators' word counts on each lobby anew; where it can't be had, as it was. */
  private Future<Arrival> arrival(Stay stay, JsonObject transferParam) {
    return admission
        .silencedUntil(stay.account().uid())
        .recover(
            failure ->
                failure instanceof RefusedException
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture(stay.silencedUntil()))
        .map(silencedUntil -> stay.arrival(silencedUntil, true, transferParam));
  }

  private static long deadline() {
    return System.nanoTime() + LIMIT.toNanos();
  }
}
