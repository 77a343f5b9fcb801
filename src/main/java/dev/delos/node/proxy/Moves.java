package dev.delos.node.proxy;

import dev.delos.node.Turnstile;
import dev.delos.sdk.InvalidRequestException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
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

  /** How many players are moved at the same time, and of a lobby that is gone how many. */
  private static final int MOST_AT_ONCE = 64;

  /** A move that could not begin for so long is refused. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_MS = 200;
  private static final String ON_THE_WAY = "the player is on the way already, or gone";
  private static final JsonObject NOTHING = new JsonObject();

  private final Vertx vertx;
  private final Admission admission;
  private final Lobbies lobbies;
  private final LobbyPicker picker;
  private final Reservations reservations;
  private final Turnstile wanted = new Turnstile(MOST_AT_ONCE);
  private final Turnstile forced = new Turnstile(MOST_AT_ONCE);

  /** Those who wait for a move that somebody asked for, or are on it: one for each. */
  private final Set<Stay> asked = new HashSet<>();

  Moves(Vertx vertx, Admission admission, Lobbies lobbies) {
    this.vertx = vertx;
    this.admission = admission;
    this.lobbies = lobbies;
    this.picker = lobbies.picker();
    this.reservations = lobbies.reservations();
  }

  /**
   * Moves a player who is on a lobby: has a place kept at the other, takes the player off the first
   * one, so that no two have the player at once, and then puts it on the other. If that one doesn't
   * take the player after all, back again, or to any.
   *
   * @return where the player is then; fails with {@link InvalidRequestException} if the move is not
   *     begun
   */
  Future<Integer> transfer(Stay stay, Destination to, JsonObject transferParam) {
    int from = stay.serverId();
    if (!isOn(stay, from) || asked.contains(stay)) {
      return refuse(ON_THE_WAY);
    }
    if (to.serverId() == from) {
      return Future.succeededFuture(from);
    }
    asked.add(stay);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    return wanted
        .run(() -> begin(stay, from, to, transferParam, deadline))
        .onComplete(over -> asked.remove(stay));
  }

  private static boolean isOn(Stay stay, int serverId) {
    return serverId != Stay.NOWHERE
        && stay.serverId() == serverId
        && !stay.isBusy()
        && !stay.hasEnded();
  }

  private static Future<Integer> refuse(String why) {
    return Future.failedFuture(new InvalidRequestException(why));
  }

  private Future<Integer> begin(
      Stay stay, int from, Destination to, JsonObject transferParam, long deadline) {
    if (deadline - System.nanoTime() < 0) {
      return refuse("too many players are on the way");
    }
    return isOn(stay, from) ? reserve(stay, from, to, transferParam) : refuse(ON_THE_WAY);
  }

  private Future<Integer> reserve(Stay stay, int from, Destination to, JsonObject transferParam) {
    return reservations
        .reserve(to, stay)
        .compose(
            serverId ->
                isOn(stay, from)
                    ? move(stay, from, serverId, transferParam)
                    : giveUp(stay, serverId));
  }

  private Future<Integer> giveUp(Stay stay, int serverId) {
    reservations.giveUp(serverId, stay);
    return refuse(ON_THE_WAY);
  }

  private Future<Integer> move(Stay stay, int from, int serverId, JsonObject transferParam) {
    return settle(
        stay,
        () ->
            lobbies
                .leaveForAnother(from, stay, transferParam)
                .compose(off -> join(stay, serverId, transferParam))
                .recover(failure -> back(stay, from, failure)));
  }

  private Future<Integer> join(Stay stay, int serverId, JsonObject transferParam) {
    stay.on(Stay.NOWHERE);
    return lobbies.join(serverId, Boarding.move(admission, stay, transferParam));
  }

  private Future<Integer> back(Stay stay, int from, Throwable failure) {
    if (stay.hasEnded() || failure instanceof RefusedException) {
      return Future.failedFuture(failure);
    }
    Future<Integer> back =
        picker.isUp(from)
            ? join(stay, from, NOTHING)
            : Future.failedFuture("node " + from + " takes nobody");
    return back.recover(why -> joinAny(stay, from, deadline()));
  }

  /** The player's lobby is gone, or doesn't hold the player: puts the player elsewhere. */
  void lost(Stay stay) {
    if (!stay.isBusy() && !stay.hasEnded()) {
      int from = stay.serverId();
      long deadline = deadline();
      stay.on(Stay.NOWHERE);
      settle(stay, () -> forced.run(() -> joinAny(stay, from, deadline)))
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
        .onSuccess(serverId -> check(stay))
        .onFailure(failure -> stay.close(RefusedException.of(failure)));
  }

  private Future<Integer> joinAny(Stay stay, int from, long deadline) {
    return stay.ifWanted(() -> lobbies.joinOther(from, Boarding.move(admission, stay, NOTHING)))
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

  private static long deadline() {
    return System.nanoTime() + LIMIT.toNanos();
  }
}
