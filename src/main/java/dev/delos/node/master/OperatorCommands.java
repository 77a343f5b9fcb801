package dev.delos.node.master;

import dev.delos.host.OperatorRegistry;
import dev.delos.sdk.OperatorCommand;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The commands that operators may send, by path. */
final class OperatorCommands implements OperatorRegistry {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){1,8}");

  private final Map<String, OperatorCommand> commands = new TreeMap<>();

  @Override
  public void add(String path, OperatorCommand command) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "operator command " + path + ": allowed: a path such as /daily/query");
    }
    if (commands.putIfAbsent(path, command) != null) {
      throw new IllegalArgumentException("operator command " + path + " is taken");
    }
  }

  @Override
  public void remove(String path) {
    commands.remove(path);
  }

  Optional<OperatorCommand> find(String path) {
    return Optional.ofNullable(commands.get(path));
  }

  String paths() {
    return String.join(", ", commands.keySet());
  }
}
