package dev.delos.host;

import dev.delos.sdk.NamedOperatorCommand;
import dev.delos.sdk.OperatorCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Operators' commands, by path. Belongs to its node's context. */
public final class CommandTable {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){1,8}");

  private final Map<String, NamedOperatorCommand> commands = new TreeMap<>();

  /**
   * Adds a command.
   *
   * @throws IllegalArgumentException if the path is malformed or taken
   */
  public void add(String path, NamedOperatorCommand command) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "operator command " + path + ": allowed: a path such as /daily/query");
    }
    if (commands.putIfAbsent(path, command) != null) {
      throw new IllegalArgumentException("operator command " + path + " is taken");
    }
  }

  /** Adds a command that doesn't ask who the operator is. */
  public void add(String path, OperatorCommand command) {
    add(path, (operator, body) -> command.run(body));
  }

  public void remove(String path) {
    commands.remove(path);
  }

  public Optional<NamedOperatorCommand> find(String path) {
    return Optional.ofNullable(commands.get(path));
  }

  /** All paths, sorted; a copy. */
  public List<String> paths() {
    return List.copyOf(commands.keySet());
  }
}
