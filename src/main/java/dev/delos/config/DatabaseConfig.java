package dev.delos.config;

import java.util.Optional;

/**
 * Where the database is.
 *
 * @param url a PostgreSQL of one's own, with its password; empty for the embedded one
 * @param source where the URL came from, for errors: a file or an environment variable
 * @param key the URL's key there
 * @param poolSize connections that this process opens at most
 */
public record DatabaseConfig(Optional<String> url, String source, String key, int poolSize) {
  @Override
  public String toString() {
    return "DatabaseConfig[url=" + (url.isPresent() ? "given" : "embedded") + "]";
  }
}
