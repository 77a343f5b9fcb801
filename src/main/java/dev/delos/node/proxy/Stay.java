package dev.delos.node.proxy;

import dev.delos.protocol.EventName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A player's time on the network, as long as the connection: on a lobby, or between two, and in the
 * presence of the network. Belongs to the proxy's context.
 */
final class Stay {
  /** In place of a lobby's server id: on none. */
  static final int NOWHERE = 0;

  private final String id;
  private final Account account;
  private final Lobbies lobbies;
  private final Upstream upstream;
  private final PresenceEntry entry;
  private final Consumer<RefusedException> close;
  private final HeldEvents held = new HeldEvents();
  private int serverId = NOWHERE;
  private long silencedUntil;
  private boolean isBusy;
  private boolean hasEnded;
  private Future<?> work = Future.succeededFuture();

  /**
   * A player who is nowhere yet.
   *
   * @param close closes the connection, if the player can't stay
   */
  Stay(
      String id,
      Account account,
      Lobbies lobbies,
      Upstream upstream,
      PresenceEntry entry,
      Consumer<RefusedException> close) {
    this.id = id;
    this.account = account;
    this.lobbies = lobbies;
    this.upstream = upstream;
    this.entry = entry;
    this.close = close;
  }

  String id() {
    return id;
  }

  Account account() {
    return account;
  }

  PresenceEntry entry() {
    return entry;
  }

  /** The lobby that the player is on, or {@link #NOWHERE}. */
  int serverId() {
    return serverId;
  }

  /** Whether a server holds the player that was told so under that epoch, and none was since. */
  boolean isHeldUnder(long epoch) {
    return entry.epoch() == epoch;
  }

  /** The player is there now. */
  void on(int newServerId) {
    serverId = newServerId;
  }

  /** Whether the player logs in or moves just now. */
  boolean isBusy() {
    return isBusy;
  }

  /** As the last lobby was told, in milliseconds. */
  long silencedUntil() {
    return silencedUntil;
  }

  /** The player was there already, under another proxy. */
  void restored(int oldServerId, long oldSilencedUntil) {
    serverId = oldServerId;
    silencedUntil = oldSilencedUntil;
  }

  /** Completes when the player neither logs in nor moves; it may begin again at once. */
  Future<Void> settling() {
    return work.transform(over -> Future.succeededFuture());
  }

  /** The stay goes on at another proxy: nothing is ended. */
  void givenAway() {
    hasEnded = true;
    serverId = NOWHERE;
  }

  /** The player, as a lobby is told. */
  Arrival arrival(long newSilencedUntil, boolean isTransfer, JsonObject transferParam) {
    silencedUntil = newSilencedUntil;
    return new Arrival(id, account, entry.epoch(), newSilencedUntil, isTransfer, transferParam);
  }

  /**
   * Logs the player in, or moves the player: one such work at a time. What the client says
   * meanwhile is held, and then goes to the lobby on which the player is.
   */
  <T> Future<T> alone(Supplier<Future<T>> steps) {
    isBusy = true;
    Future<T> done = Future.succeededFuture().compose(begin -> steps.get());
    work = done.onComplete(over -> settled());
    return done;
  }

  private void settled() {
    isBusy = false;
    if (serverId != NOWHERE && !hasEnded) {
      held.drainTo(this::send);
    }
  }

  /** The next step of a work, unless the client has gone in the meantime. */
  <T> Future<T> ifWanted(Supplier<Future<T>> step) {
    return hasEnded ? Future.failedFuture("the client is gone") : step.get();
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /** Hands an event of the client to its lobby, now or on arrival; false if too many wait. */
  boolean say(EventName name, JsonObject data) {
    if (isBusy) {
      return held.add(name, data);
    }
    send(name, data);
    return true;
  }

  private void send(EventName name, JsonObject data) {
    upstream.toServer(serverId, id, account.uid(), name, data);
  }

  /** Closes the connection. */
  void close(RefusedException why) {
    close.accept(why);
  }

  /**
   * The connection is gone: ends the stay, whatever it is at.
   *
   * @return succeeds once the player is off the lobby and out of the presence, or a limit is over
   */
  Future<Void> end() {
    hasEnded = true;
    return work.transform(over -> leave()).transform(off -> entry.release());
  }

  private Future<Void> leave() {
    int left = serverId;
    serverId = NOWHERE;
    return left == NOWHERE ? Future.succeededFuture() : lobbies.leave(left, this);
  }
}
