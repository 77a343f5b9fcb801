package dev.delos.mods.daily;

import io.vertx.core.Future;

/** Where rewards go. */
@FunctionalInterface
interface RewardSink {
  /**
   * Gives a granted reward to its player: once for each grant, however often it is called. Its
   * answer is the acknowledgement; a failure leaves the grant waiting, and it is offered again
   * later: when the page is opened, at the next login, from whatever lobby.
   */
  Future<Delivery> deliver(String uid, Grant grant);
}
