package dev.delos.launcher;

import dev.delos.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The two options that we need before Vert.x's launcher sees them: it would start with an empty
 * configuration where the file is missing.
 */
final class ConfOption {
  @Option(
      names = {"-conf", "--conf"},
      defaultValue = "conf")
  private String conf = "conf";

  @Option(names = {"-h", "-help", "--help"})
  private boolean help;

  private ConfOption() {}

  static ConfOption parse(String[] args) {
    ConfOption options = new ConfOption();
    try {
      new CommandLine(options)
          .setUnmatchedArgumentsAllowed(true)
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

  boolean help() {
    return help;
  }
}
