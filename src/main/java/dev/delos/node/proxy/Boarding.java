package dev.delos.node.proxy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * A player on the way to a lobby or game. Each server that is tried gets an epoch of its own, which
 * the presence knows before the server does: so of several that take the player for theirs, be it
 * because an answer was lost or because one was cut off, the last one has the greatest.
 */
final class Boarding {
  private final Admission admission;
  private final Stay stay;
  private final boolean isTransfer;
  private final JsonObject transferParam;

  private Boarding(Admission admission, Stay stay, boolean isTransfer, JsonObject transferParam) {
    this.admission = admission;
    this.stay = stay;
    this.isTransfer = isTransfer;
    this.transferParam = transferParam;
  }

  /** One who logs in: not without a look at the presence and at what operators have laid down. */
  static Boarding login(Admission admission, Stay stay) {
    return new Boarding(admission, stay, false, new JsonObject());
  }

  /** One who comes from another server: goes on where presence and rules can't be reached. */
  static Boarding move(Admission admission, Stay stay, JsonObject transferParam) {
    return new Boarding(admission, stay, true, transferParam);
  }

  Stay stay() {
    return stay;
  }

  /**
   * Makes that server the one to hold the player; no other one's events reach the client any more.
   *
   * @return what the server is told; fails with a {@link RefusedException} if the player may not
   *     stay, or if the client is gone
   */
  Future<Arrival> to(int serverId) {
    return stay.ifWanted(() -> stay.entry().moved(serverId))
        .recover(failure -> unlessLogin(failure, true))
        .compose(Login::unlessOvertaken)
        .compose(kept -> stay.ifWanted(() -> admission.silencedUntil(stay.account().uid())))
        .recover(failure -> unlessLogin(failure, stay.silencedUntil()))
        .compose(until -> stay.ifWanted(() -> arrival(until)));
  }

  private <T> Future<T> unlessLogin(Throwable failure, T otherwise) {
    return isTransfer && !(failure instanceof RefusedException)
        ? Future.succeededFuture(otherwise)
        : Future.failedFuture(failure);
  }

  private Future<Arrival> arrival(long silencedUntil) {
    return Future.succeededFuture(stay.arrival(silencedUntil, isTransfer, transferParam));
  }
}
