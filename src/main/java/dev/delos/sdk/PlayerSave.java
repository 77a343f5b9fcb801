package dev.delos.sdk;

import io.vertx.core.Future;

/** Keeps what a mod knows of a player who leaves a lobby or game. */
@FunctionalInterface
public interface PlayerSave {
  /**
   * Keeps it.
   *
   * @param player as it was here: with the epoch under which storage takes it
   * @return completes once it is kept; a failure is logged
   */
  Future<?> save(Player player);
}
