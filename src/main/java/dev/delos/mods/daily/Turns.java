package dev.delos.mods.daily;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets the tasks of a player run one after another, in the order they came, so that an older answer
 * never overtakes a newer one. Players don't wait for each other.
 */
final class Turns {
  private final Map<String, Future<?>> last = new HashMap<>();

  /**
   * Runs a task when the player's earlier ones are done, however they ended. What the caller adds
   * to the returned future at once happens before the player's next task begins.
   */
  <T> Future<T> take(String playerId, Supplier<Future<T>> task) {
    Future<?> earlier = last.getOrDefault(playerId, Future.succeededFuture());
    Future<T> turn = earlier.transform(done -> task.get());
    last.put(playerId, turn);
    return turn.onComplete(done -> last.remove(playerId, turn));
  }
}
