package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Which tokens have begun a session, for the whole network; each is forgotten when its time is
 * over. On both sides of a split network a token may be used once.
 */
public final class UsedTokens {
  private static final String MAP = "delos.usedTokens";
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Vertx vertx;

  UsedTokens(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Uses a token; false if it has been used.
   *
   * @param rest how long it must be remembered
   */
  public Future<Boolean> use(String id, Duration rest) {
    return limited(
        map -> map.putIfAbsent(id, "", Math.max(1, rest.toMillis())).map(used -> used == null));
  }

  /** It has not been used after all. */
  public Future<Void> giveBack(String id) {
    return limited(map -> map.remove(id).mapEmpty());
  }

  private <T> Future<T> limited(Function<AsyncMap<String, String>, Future<T>> work) {
    return vertx
        .sharedData()
        .<String, String>getAsyncMap(MAP)
        .compose(work)
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
