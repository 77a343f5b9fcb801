package dev.delos.bots;

import dev.delos.config.ConfigException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a bot's token comes from. */
interface Tokens {
  /**
   * A token for the bot of that number, from 1 on.
   *
   * @param proxy which proxy it is going to connect to, in the order of {@code --url}
   */
  Future<String> of(int bot, int proxy);

  /** Those of a file, a line each; fails with a {@link ConfigException} if they are too few. */
  static Tokens ofFile(Path file, int bots) {
    List<String> tokens = lines(file);
    if (tokens.size() < bots) {
      throw OptionReader.refuse(
          "--tokens", file + " with " + tokens.size() + " tokens", bots + " tokens, one a line");
    }
    return (bot, proxy) -> Future.succeededFuture(tokens.get(bot - 1));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw OptionReader.refuse("--tokens", file.toString(), "a readable file, a token a line");
    }
  }
}
