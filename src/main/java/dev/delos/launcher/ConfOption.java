package dev.delos.launcher;

import dev.delos.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options that we need before Vert.x's launcher sees them: it would start with an empty
 * configuration where the file is missing.
 */
final class ConfOption {
  @Option(
      names = {"-conf", "--conf"},
      defaultValue = "conf")
  private String conf = "conf";

  @Option(names = {"-h", "-help", "--help"})
  private boolean help;

  @Option(names = {"-c", "-cluster", "--cluster"})
  private boolean clustered;

  private ConfOption() {}

  static ConfOption parse(String[] args) {
    ConfOption options = new ConfOption();
    try {
      new CommandLine(options)
          .setUnmatchedArgumentsAllowed(true)
          // Else -cluster-host is read as -c and more.
          .setPosixClusteredShortOptionsAllowed(false)
          .setOptionsCaseInsensitive(true)
          .parseArgs(args);
    } catch (ParameterException e) {
      throw new ConfigException(
          "command line", "-conf", "\"" + String.join(" ", args) + "\"", "-conf <file or folder>");
    }
    return options;
  }

  String conf() {
    return conf;
  }

  boolean clustered() {
    return clustered;
  }

  boolean help() {
    return help;
  }
}
