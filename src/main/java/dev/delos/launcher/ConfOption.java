package dev.delos.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Option;

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
    new CommandLine(options)
        .setUnmatchedArgumentsAllowed(true)
        .setOptionsCaseInsensitive(true)
        .parseArgs(args);
    return options;
  }

  String conf() {
    return conf;
  }

  boolean help() {
    return help;
  }
}
