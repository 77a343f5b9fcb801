package dev.delos.node.proxy;

import dev.delos.config.LoginConfig;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Instant;

/**
 * Signs and checks players' tokens: JWT, HS256 and nothing else, with {@code sub} (the account),
 * {@code name}, {@code iss}, {@code aud}, {@code exp}.
 */
final class Tokens {
  private static final String ALGORITHM = "HS256";
  private static final int MAX_TEXT_LENGTH = 128;

  private final LoginConfig config;
  private final Clock clock;
  private final JWTAuth jwt;

  Tokens(Vertx vertx, LoginConfig config, String secret, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(secret)))
                // The expiry is checked here, by our clock, to tell it from a forgery.
                .setJWTOptions(
                    new JWTOptions()
                        .setIssuer(config.issuer())
                        .addAudience(config.audience())
                        .setIgnoreExpiration(true)));
  }

  /** A token for an account, good from now on for the configured time. */
  String sign(Account account) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("sub", account.uid())
            .put("name", account.name())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(config.tokenLifetime()).getEpochSecond());
    return jwt.generateToken(
        claims,
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setIssuer(config.issuer())
            .addAudience(config.audience()));
  }

  /** Whom the token names; fails with a {@link RefusedException} if it is no good. */
  Future<Account> verify(String token) {
    // Claims of strange types make the library throw instead of failing the future.
    return Future.succeededFuture()
        .compose(check -> jwt.authenticate(new TokenCredentials(token)))
        .map(user -> account(user.attributes().getJsonObject("accessToken")))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RefusedException known ? known : invalid("it is not ours")));
  }

  private Account account(JsonObject claims) {
    if (!(claims.getValue("exp") instanceof Number expiry)) {
      throw invalid("it has no exp");
    }
    if (expiry.longValue() <= clock.instant().getEpochSecond()) {
      throw new RefusedException(CloseCode.TOKEN_EXPIRED, "the token has expired: log in again");
    }
    if (claims.containsKey("nbf")
        && !(claims.getValue("nbf") instanceof Number begin
            && begin.longValue() <= clock.instant().getEpochSecond())) {
      throw invalid("its time has not come");
    }
    String uid = text(claims, "sub");
    String name = text(claims, "name");
    if (uid.isBlank()) {
      throw invalid("its sub is not a text of 1 to " + MAX_TEXT_LENGTH + " characters");
    }
    return new Account(uid, name.isBlank() ? uid : name);
  }

  /** A claim, or the empty string if it is no text, too long, or holds control characters. */
  private static String text(JsonObject claims, String key) {
    return claims.getValue(key) instanceof String text
            && text.length() <= MAX_TEXT_LENGTH
            && text.codePoints().noneMatch(Tokens::isNoCharacter)
        ? text
        : "";
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static RefusedException invalid(String why) {
    return new RefusedException(CloseCode.TOKEN_INVALID, "the token is not valid: " + why);
  }
}
