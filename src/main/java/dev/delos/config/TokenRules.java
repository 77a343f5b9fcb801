package dev.delos.config;

import java.time.Duration;
import java.util.List;

/**
 * What holds of every player's token.
 *
 * @param algorithm the one with which it must be signed, by its name in JWT; never the token's say
 * @param issuer who must have signed
 * @param audience for whom it must be
 * @param leeway how far the clocks of who signs and who checks may be apart
 * @param isOnce whether a token begins one session only
 * @param claims the names of those that mods get to know: see {@link dev.delos.sdk.Player#claims}
 */
public record TokenRules(
    String algorithm,
    String issuer,
    String audience,
    Duration leeway,
    boolean isOnce,
    List<String> claims) {
  /** What holds where nothing else is said. */
  public static final TokenRules DEFAULT =
      new TokenRules("HS256", "delos", "delos", Duration.ZERO, false, List.of());

  public TokenRules {
    claims = List.copyOf(claims);
  }

  /** Whether who checks tokens could also sign them. */
  public boolean isShared() {
    return algorithm.startsWith("HS");
  }
}
