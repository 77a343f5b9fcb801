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
  private final Map<String, Future<Void>> last = new HashMap<>();

  /** Runs a task when the player's earlier ones are done, however they ended. */
  Future<Void> take(String playerId, Supplier<Future<Void>> task) {
    Future<Void> turn =
        last.getOrDefault(playerId, Future.succeededFuture()).transform(done -> task.get());
    last.put(playerId, turn);
    return turn.onComplete(done -> last.remove(playerId, turn));
  }
}
