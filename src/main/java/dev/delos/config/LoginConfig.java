package dev.delos.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How players prove who they are.
 *
 * @param secret the key (HS256) that signs tokens; empty in {@link Mode#DEV}: one is made and kept
 * @param issuer who must have signed
 * @param audience for whom it must be
 * @param guests whether {@code POST /login} gives a token for a mere name
 * @param tokenLifetime how long such a token is good
 */
public record LoginConfig(
    Optional<String> secret,
    String issuer,
    String audience,
    boolean guests,
    Duration tokenLifetime) {
  @Override
  public String toString() {
    return "LoginConfig[issuer=" + issuer + ", audience=" + audience + ", guests=" + guests + "]";
  }
}
