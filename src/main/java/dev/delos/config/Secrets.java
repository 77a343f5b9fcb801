package dev.delos.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in the environment, or else in the files that the settings name.
 *
 * @param file where the settings stand; their paths are relative to its folder
 */
record Secrets(Path file, Map<String, String> environment, Mode mode) {
  private static final int MIN_LENGTH = 32;

  /**
   * Finds one secret; it may be missing in {@link Mode#DEV} only.
   *
   * @param variable its name in the environment
   * @param key the setting that names its file
   * @param secretFile that file, if set
   */
  Optional<String> find(String variable, String key, @Nullable String secretFile) {
    return find(variable, key, secretFile, Secrets::longEnough);
  }

  /** Finds the operators, as {@link OperatorTokens} has them; none in {@link Mode#DEV} only. */
  List<Operator> operators(String variable, String key, @Nullable String tokenFile) {
    return find(
            variable,
            key,
            tokenFile,
            (source, name, text) -> new OperatorTokens(source, name).parse(text))
        .orElse(List.of());
  }

  /** Reads what a secret's text says. */
  private interface Reader<T> {
    T read(String source, String key, String text);
  }

  private <T> Optional<T> find(
      String variable, String key, @Nullable String secretFile, Reader<T> reader) {
    String value = environment.get(variable);
    if (value != null) {
      return Optional.of(reader.read("environment", variable, value));
    }
    if (secretFile != null) {
      return Optional.of(reader.read(file.toString(), key, read(key, secretFile)));
    }
    if (mode == Mode.PRODUCTION) {
      throw new ConfigException(
          file, key, "nothing", "a file with the secret, or " + variable + " in the environment");
    }
    return Optional.empty();
  }

  private String read(String key, String secretFile) {
    try {
      return Files.readString(file.resolveSibling(ConfigLoader.path(file, key, secretFile)))
          .strip();
    } catch (IOException e) {
      throw new ConfigException(file, key, "\"" + secretFile + "\"", "a readable file");
    }
  }

  static String longEnough(String source, String key, String secret) {
    if (secret.length() < MIN_LENGTH) {
      throw new ConfigException(
          source, key, "a secret of " + secret.length() + " characters", "at least " + MIN_LENGTH);
    }
    return secret;
  }
}
