package dev.delos.host;

import dev.delos.sdk.OperatorCommand;

/** Where a master's mods put their operator commands. */
public interface OperatorRegistry {
  /**
   * Adds a command.
   *
   * @throws IllegalArgumentException if the path is malformed or taken
   */
  void add(String path, OperatorCommand command);

  void remove(String path);
}
