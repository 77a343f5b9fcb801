package dev.delos.config;

import java.nio.file.Path;

/**
 * A configuration that can't be used: one line that names file, key, what was found, what may be.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the mistake.
   *
   * @param file where it stands
   * @param key the setting's path, such as {@code database.url}
   * @param found what the file says; never a secret
   * @param allowed what it may say
   */
  public ConfigException(Path file, String key, String found, String allowed) {
    this(file.toString(), key, found, allowed);
  }

  /** Like the other, for a source that is no file, such as an environment variable. */
  public ConfigException(String source, String key, String found, String allowed) {
    super(oneLine(source + ": " + key + ": found " + found + ", allowed: " + allowed));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
