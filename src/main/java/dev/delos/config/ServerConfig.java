package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A lobby or game.
 *
 * @param role which of the two
 * @param maxPlayers how many players it takes; empty for no limit
 */
public record ServerConfig(
    Path file,
    int serverId,
    Role role,
    String type,
    List<String> mods,
    OptionalInt maxPlayers,
    Optional<HealthConfig> health)
    implements NodeConfig {
  /** The two kinds of server. */
  public enum Role {
    LOBBY,
    GAME
  }
}
