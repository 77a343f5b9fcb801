package dev.delos.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How players prove who they are.
 *
 * @param rules what holds of every token
 * @param secret the key that signs tokens, if it is shared; else, or in {@link Mode#DEV} until one
 *     is made, empty
 * @param keys where the keys are otherwise
 * @param guests whether {@code POST /login} gives a token for a mere name
 * @param tokenLifetime how long such a token is good, and any at most that begins one session only
 */
public record LoginConfig(
    TokenRules rules,
    Optional<String> secret,
    Optional<KeySource> keys,
    boolean guests,
    Duration tokenLifetime) {
  /** The same with that secret. */
  public LoginConfig with(String newSecret) {
    return new LoginConfig(rules, Optional.of(newSecret), keys, guests, tokenLifetime);
  }

  @Override
  public String toString() {
    return "LoginConfig[rules=" + rules + ", keys=" + keys + ", guests=" + guests + "]";
  }
}
