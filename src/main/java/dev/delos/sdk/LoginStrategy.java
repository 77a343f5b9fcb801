package dev.delos.sdk;

import io.vertx.core.Future;
import java.util.List;

/** Decides which lobby a player who logs in goes to. */
@FunctionalInterface
public interface LoginStrategy {
  /**
   * Picks one of the lobbies. A choice that fails, takes over a second, or is none of them leaves
   * the choice to the least loaded lobby: a strategy can't keep players out.
   *
   * @param uid who logs in
   * @param name what others see
   * @param lobbies those that take players now; at least one
   * @return the server id of one of them
   */
  Future<Integer> pick(String uid, String name, List<Lobby> lobbies);

  /**
   * A lobby that takes players.
   *
   * @param players how many are on it, as it said some seconds ago at most
   */
  record Lobby(int serverId, String type, int players) {}
}
