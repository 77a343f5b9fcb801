package dev.delos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A lobby or game.
 *
 * @param role which of the two
 */
public record ServerConfig(
    Path file,
    int serverId,
    Role role,
    String type,
    List<String> mods,
    Optional<HealthConfig> health)
    implements NodeConfig {
  /** The two kinds of server. */
  public enum Role {
    LOBBY,
    GAME
  }
}
