package dev.delos.config;

import java.time.Duration;

/**
 * What holds of every player's token.
 *
 * @param algorithm the one with which it must be signed, by its name in JWT; never the token's say
 * @param issuer who must have signed
 * @param audience for whom it must be
 * @param leeway how far the clocks of who signs and who checks may be apart
 * @param isOnce whether a token begins one session only
 */
public record TokenRules(
    String algorithm, String issuer, String audience, Duration leeway, boolean isOnce) {
  /** What holds where nothing else is said. */
  public static final TokenRules DEFAULT =
      new TokenRules("HS256", "delos", "delos", Duration.ZERO, false);

  /** Whether who checks tokens could also sign them. */
  public boolean isShared() {
    return algorithm.startsWith("HS");
  }
}
