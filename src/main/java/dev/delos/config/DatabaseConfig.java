package dev.delos.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is.
 *
 * @param url a PostgreSQL of one's own, with its password; empty for the embedded one
 * @param source where the URL came from, for errors: a file or an environment variable
 * @param key the URL's key there
 * @param poolSize connections that this process opens at most
 * @param outcomeAge after how long the replies to idempotent requests are forgotten
 */
public record DatabaseConfig(
    Optional<String> url, String source, String key, int poolSize, Duration outcomeAge) {
  @Override
  public String toString() {
    return "DatabaseConfig[url=" + (url.isPresent() ? "given" : "embedded") + "]";
  }
}
