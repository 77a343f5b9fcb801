package dev.delos.node.proxy;

import dev.delos.config.LoginConfig;
import dev.delos.config.TokenRules;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks players' tokens: JWT of the one algorithm that the configuration names, with
 * {@code sub} (the account), {@code name}, {@code iss}, {@code aud}, {@code exp}. What is wrong
 * with a token is told to who shows it: it is about that token alone.
 */
final class Tokens {
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final int PARTS = 3;
  private static final int MAX_TEXT_LENGTH = 128;
  private static final int MAX_LIST_SIZE = 16;
  private static final String PLAIN =
      "a number, true or false, or a list of up to " + MAX_LIST_SIZE + " of these";
  private static final int MAX_SHOWN = 40;

  private final LoginConfig config;
  private final TokenRules rules;
  private final Clock clock;
  private final KeyRing keys;

  Tokens(Vertx vertx, LoginConfig config, Clock clock) {
    this.config = config;
    this.rules = config.rules();
    this.clock = clock;
    this.keys = new KeyRing(vertx, config);
  }

  /** Reads the keys; fails with a {@link dev.delos.config.ConfigException} if there are none. */
  Future<Void> open() {
    return keys.open();
  }

  Future<Void> close() {
    return keys.close();
  }

  /** A token for an account, good from now on for the configured time. The key must be shared. */
  String sign(Account account) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("sub", account.uid())
            .put("name", account.name())
            .put("jti", UUID.randomUUID().toString())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(config.tokenLifetime()).getEpochSecond());
    return keys.keys()
        .sign(
            claims,
            new JWTOptions()
                .setAlgorithm(rules.algorithm())
                .setIssuer(rules.issuer())
                .addAudience(rules.audience()));
  }

  /** Whom the token names; fails with a {@link RefusedException} if it is no good. */
  Future<Ticket> verify(String token) {
    return Future.succeededFuture()
        .compose(read -> signed(token, keyId(token)))
        .map(this::ticket)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RefusedException known ? known : invalid("it is none")));
  }

  /** Which key it names, if any. That it names the algorithm is for its own good only. */
  private @Nullable String keyId(String token) {
    String[] parts = DOT.split(token, -1);
    if (parts.length != PARTS) {
      throw invalid("found " + parts.length + " parts, allowed: " + PARTS + " with dots between");
    }
    JsonObject header = header(parts[0]);
    check(header, "alg", rules.algorithm());
    if (header.containsKey("crit")) {
      throw invalid("crit: found an extension, allowed: none");
    }
    Object id = header.getValue("kid");
    if (id != null && !(id instanceof String)) {
      throw bad("kid", id, "a text, or nothing");
    }
    return (String) id;
  }

  private static JsonObject header(String part) {
    try {
      return new JsonObject(
          new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      throw invalid("its first part is not JSON in base64url");
    }
  }

  private Future<JsonObject> signed(String token, @Nullable String keyId) {
    return keys.keysFor(keyId)
        .compose(
            known ->
                known.mayHave(keyId)
                    ? known.claims(token)
                    : Future.failedFuture(bad("kid", keyId, "one of the keys that sign now")))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof RefusedException ? failure : invalid("it is not ours")));
  }

  private Ticket ticket(JsonObject claims) {
    check(claims, "iss", rules.issuer());
    checkAudience(claims.getValue("aud"));
    Duration rest = rest(claims);
    if (claims.containsKey("nbf")
        && !(claims.getValue("nbf") instanceof Number begin && begin.longValue() <= latest())) {
      throw bad("nbf", claims.getValue("nbf"), "up to now, in seconds since 1970");
    }
    String uid = text(claims, "sub");
    String name = text(claims, "name");
    if (uid.isBlank()) {
      throw bad("sub", claims.getValue("sub"), "a text of 1 to " + MAX_TEXT_LENGTH + " characters");
    }
    Account account = new Account(uid, name.isBlank() ? uid : name, known(claims));
    return new Ticket(account, id(claims), rest);
  }

  /** How much longer it is good; what would outlive all numbers counts as a century. */
  private Duration rest(JsonObject claims) {
    if (!(claims.getValue("exp") instanceof Number expiry)) {
      throw bad("exp", claims.getValue("exp"), "seconds since 1970");
    }
    long now = clock.instant().getEpochSecond();
    long end = Math.min(expiry.longValue(), now + Duration.ofDays(36_500).toSeconds());
    Duration rest = Duration.ofSeconds(end - now).plus(rules.leeway());
    if (end <= now - rules.leeway().toSeconds()) {
      throw new RefusedException(CloseCode.TOKEN_EXPIRED, "the token has expired: log in again");
    }
    if (rules.isOnce() && rest.compareTo(config.tokenLifetime().plus(rules.leeway())) > 0) {
      throw bad(
          "exp", expiry, "within " + config.tokenLifetime().toMinutes() + " minutes from now");
    }
    return rest;
  }

  private long latest() {
    return clock.instant().plus(rules.leeway()).getEpochSecond();
  }

  private String id(JsonObject claims) {
    String id = text(claims, "jti");
    if (rules.isOnce() && id.isBlank()) {
      throw bad("jti", claims.getValue("jti"), "a text of 1 to " + MAX_TEXT_LENGTH + " characters");
    }
    return id;
  }

  private void checkAudience(@Nullable Object found) {
    boolean isForUs =
        found instanceof JsonArray several
            ? several.contains(rules.audience())
            : rules.audience().equals(found);
    if (!isForUs) {
      throw bad("aud", found, "\"" + rules.audience() + "\"");
    }
  }

  private static void check(JsonObject json, String key, String allowed) {
    if (!allowed.equals(json.getValue(key))) {
      throw bad(key, json.getValue(key), "\"" + allowed + "\"");
    }
  }

  /** The claims that mods get to know. What they can't be is refused: who signs should know. */
  private JsonObject known(JsonObject claims) {
    JsonObject known = new JsonObject();
    for (String name : rules.claims()) {
      Object value = claims.getValue(name);
      if (value != null && !isPlain(value) && !isListOfPlain(value)) {
        throw bad(name, value, "a text of up to " + MAX_TEXT_LENGTH + " characters, " + PLAIN);
      }
      if (value != null) {
        known.put(name, value);
      }
    }
    return known;
  }

  private static boolean isListOfPlain(Object value) {
    return value instanceof JsonArray list
        && list.size() <= MAX_LIST_SIZE
        && list.stream().allMatch(Tokens::isPlain);
  }

  private static boolean isPlain(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || (value instanceof String text && isText(text));
  }

  /** A claim, or the empty string if it is no text, too long, or holds control characters. */
  private static String text(JsonObject claims, String key) {
    return claims.getValue(key) instanceof String text && isText(text) ? text : "";
  }

  private static boolean isText(String text) {
    return text.length() <= MAX_TEXT_LENGTH && text.codePoints().noneMatch(Tokens::isNoCharacter);
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static RefusedException bad(String key, @Nullable Object found, String allowed) {
    return invalid(key + ": found " + shown(found) + ", allowed: " + allowed);
  }

  private static String shown(@Nullable Object found) {
    if (found == null) {
      return "nothing";
    }
    String text = found instanceof String ? "\"" + found + "\"" : found.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }

  private static RefusedException invalid(String why) {
    return new RefusedException(CloseCode.TOKEN_INVALID, "the token is not valid: " + why);
  }
}
