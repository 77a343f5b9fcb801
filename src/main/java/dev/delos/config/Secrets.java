package dev.delos.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in the environment, or else in the files that the settings name.
 *
 * @param file where the settings stand; their paths are relative to its folder
 */
record Secrets(Path file, Map<String, String> environment, Mode mode) {
  private static final int MIN_LENGTH = 32;
  private static final int MIN_DIFFERENT = 10;
  private static final Pattern WORDS =
      Pattern.compile("(?i)secret|passwor|default|example|change.?me|0123456789|abcdefgh");

  /**
   * Finds one secret; it may be missing in {@link Mode#DEV} only.
   *
   * @param variable its name in the environment
   * @param key the setting that names its file
   * @param secretFile that file, if set
   */
  Optional<String> find(String variable, String key, @Nullable String secretFile) {
    return find(variable, key, secretFile, this::goodEnough);
  }

  /** Finds the operators, as {@link OperatorTokens} has them; none in {@link Mode#DEV} only. */
  List<Operator> operators(String variable, String key, @Nullable String tokenFile) {
    return find(
            variable,
            key,
            tokenFile,
            (source, name, text) -> {
              List<Operator> operators = new OperatorTokens(source, name).parse(text);
              operators.forEach(operator -> goodEnough(source, name, operator.token()));
              return operators;
            })
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

  private String goodEnough(String source, String key, String secret) {
    longEnough(source, key, secret);
    if (mode == Mode.PRODUCTION && looksMadeUp(secret)) {
      throw new ConfigException(
          source, key, "a secret that looks like a default", "random characters");
    }
    return secret;
  }

  /** As those that documents and examples show: few different characters, or words for it. */
  private static boolean looksMadeUp(String secret) {
    return secret.chars().distinct().count() < MIN_DIFFERENT || WORDS.matcher(secret).find();
  }

  static String longEnough(String source, String key, String secret) {
    if (secret.length() < MIN_LENGTH) {
      throw new ConfigException(
          source, key, "a secret of " + secret.length() + " characters", "at least " + MIN_LENGTH);
    }
    return secret;
  }
}
