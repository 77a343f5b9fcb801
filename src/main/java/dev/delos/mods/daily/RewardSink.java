package dev.delos.mods.daily;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Where rewards go. */
@FunctionalInterface
interface RewardSink {
  /**
   * Gives a granted reward to its player: once for each grant, however often it is called. A
   * failure leaves the grant waiting, and it is offered again later.
   *
   * @return what the player holds then
   */
  Future<List<ItemCount>> deliver(String uid, UUID grantId);
}
