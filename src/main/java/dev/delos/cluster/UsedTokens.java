package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Which tokens have begun a session, for the whole network; each is forgotten when its time is
 * over. On both sides of a split network a token may be used once.
 */
public final class UsedTokens {
  private final SharedMap used;

  UsedTokens(Vertx vertx) {
    this.used = new SharedMap(vertx, "delos.usedTokens");
  }

  /**
   * Uses a token; false if it has been used.
   *
   * @param rest how long it must be remembered
   */
  public Future<Boolean> use(String id, Duration rest) {
    return used.limited(
        map -> map.putIfAbsent(id, "", Math.max(1, rest.toMillis())).map(before -> before == null));
  }

  /** It has not been used after all. */
  public Future<Void> giveBack(String id) {
    return used.limited(map -> map.remove(id).mapEmpty());
  }
}
