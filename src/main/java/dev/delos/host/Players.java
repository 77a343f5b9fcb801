package dev.delos.host;

import dev.delos.sdk.Player;
import java.util.Collection;
import java.util.Optional;

/** The players on a lobby or game, as its mods see them. */
public interface Players {
  Optional<Player> find(String playerId);

  /** All of them; a copy. */
  Collection<Player> all();

  /** Whether an operator has silenced the player; false if the player isn't here. */
  boolean isSilenced(String playerId);
}
