package dev.delos.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code delos.js} as npm packs and installs it, without a registry. */
public final class NpmPackage {
  private static final Path SOURCES = Path.of("js").toAbsolutePath();

  private NpmPackage() {}

  /** Packs it, and installs the package into that directory, which is empty. */
  public static void install(Path project) {
    try {
      Files.writeString(
          project.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String packed = npm(project, "pack", SOURCES.toString(), "--silent").strip();
    npm(project, "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", packed);
  }

  private static String npm(Path project, String... arguments) {
    List<String> command = new ArrayList<>(List.of("npm"));
    command.addAll(List.of(arguments));
    ProcessBuilder npm = new ProcessBuilder(command);
    npm.environment().put("npm_config_cache", project.resolve(".npm").toString());
    npm.environment().put("npm_config_update_notifier", "false");
    return Node.run(project, npm);
  }
}
