package dev.delos.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A map that all nodes share, by its name. */
record SharedMap(Vertx vertx, String name) {
  /** The cluster answers within it, or the work fails; what was begun may still be done. */
  static final Duration LIMIT = Duration.ofSeconds(3);

  /** Does something with the map, within the limit. */
  <T> Future<T> limited(Function<AsyncMap<String, String>, Future<T>> work) {
    return map().compose(work).timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The map itself; there is no limit. */
  Future<AsyncMap<String, String>> map() {
    return vertx.sharedData().getAsyncMap(name);
  }
}
