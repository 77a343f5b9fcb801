package dev.delos.node.proxy;

import dev.delos.config.TokenRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign players' tokens now, all for one algorithm. At least one, or it isn't made.
 */
final class KeySet {
  /** The longest text with keys that is read. */
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_KEYS = 32;
  private static final int MIN_SHARED_BYTES = 32;

  /** Signed by nobody: Vert.x takes it where it has no key. */
  private static final String UNSIGNED = "eyJhbGciOiJub25lIn0.e30";

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \\1-----");

  private final JWTAuth jwt;
  private final Set<String> ids;
  private final boolean hasUnnamed;

  /** A text that holds no such keys; the message says what was found and what is allowed. */
  static final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String allowed;

    UnfitException(String found, String allowed) {
      super("found " + found + ", allowed: " + allowed, null, false, false);
      this.found = found;
      this.allowed = allowed;
    }

    String found() {
      return found;
    }

    String allowed() {
      return allowed;
    }
  }

  private KeySet(Vertx vertx, JWTAuthOptions keys, Set<String> ids, boolean hasUnnamed) {
    // Claims are checked by our clock and told one from the other, see Tokens.
    this.jwt =
        JWTAuth.create(vertx, keys.setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
    this.ids = Set.copyOf(ids);
    this.hasUnnamed = hasUnnamed;
  }

  /** The one key that is shared with who signs. */
  static KeySet ofSecret(Vertx vertx, TokenRules rules, String secret) {
    PubSecKeyOptions key = key(rules, Buffer.buffer(secret));
    return new KeySet(vertx, new JWTAuthOptions().addPubSecKey(key), Set.of(), true);
  }

  /**
   * Reads a PEM or JWKS text.
   *
   * @throws UnfitException if one of its keys is no good, or none is for the algorithm
   */
  static KeySet parse(Vertx vertx, TokenRules rules, String text) {
    return text.stripLeading().startsWith("-----")
        ? ofPem(vertx, rules, text)
        : ofJwks(vertx, rules, text);
  }

  private static KeySet ofPem(Vertx vertx, TokenRules rules, String text) {
    if (rules.isShared()) {
      throw new UnfitException("PEM", "a JWKS, for " + rules.algorithm());
    }
    JWTAuthOptions keys = new JWTAuthOptions();
    List<String> blocks = PEM.matcher(text).results().map(block -> block.group()).toList();
    checkCount(blocks.size());
    for (String block : blocks) {
      if (!block.startsWith("-----BEGIN PUBLIC KEY-----")
          && !block.startsWith("-----BEGIN CERTIFICATE-----")) {
        throw new UnfitException(
            block.lines().findFirst().orElse(""), "PUBLIC KEY and CERTIFICATE");
      }
      PubSecKeyOptions key = key(rules, Buffer.buffer(block));
      checkUsable(vertx, new JWTAuthOptions().addPubSecKey(key), rules, "a PEM key");
      keys.addPubSecKey(key);
    }
    return new KeySet(vertx, keys, Set.of(), true);
  }

  private static PubSecKeyOptions key(TokenRules rules, Buffer buffer) {
    return new PubSecKeyOptions().setAlgorithm(rules.algorithm()).setBuffer(buffer);
  }

  private static KeySet ofJwks(Vertx vertx, TokenRules rules, String text) {
    Set<String> ids = new HashSet<>();
    boolean hasUnnamed = false;
    List<JsonObject> fit = fitKeys(rules, jwks(text));
    checkCount(fit.size());
    JWTAuthOptions keys = new JWTAuthOptions();
    for (JsonObject key : fit) {
      checkUsable(vertx, new JWTAuthOptions().addJwk(key), rules, "kid " + key.getValue("kid"));
      keys.addJwk(key);
      if (key.getValue("kid") == null) {
        hasUnnamed = true;
      } else if (!ids.add(key.getString("kid"))) {
        throw new UnfitException("kid " + key.getString("kid") + " twice", "each once");
      }
    }
    return new KeySet(vertx, keys, ids, hasUnnamed);
  }

  private static JsonArray jwks(String text) {
    try {
      if (new JsonObject(text).getValue("keys") instanceof JsonArray keys) {
        return keys;
      }
    } catch (DecodeException | ClassCastException e) {
      // refused below
    }
    throw new UnfitException("neither PEM nor a JSON object with keys", "PEM, or a JWKS");
  }

  /** Those that are for signing and our algorithm: a set may hold others, for others. */
  private static List<JsonObject> fitKeys(TokenRules rules, JsonArray keys) {
    List<JsonObject> fit = new ArrayList<>();
    for (Object one : keys) {
      if (one instanceof JsonObject key
          && "sig".equals(key.getValue("use", "sig"))
          && rules.algorithm().equals(key.getValue("alg", rules.algorithm()))
          && typeOf(rules).equals(key.getValue("kty"))) {
        checkStrength(rules, key);
        fit.add(key.copy().put("alg", rules.algorithm()));
      }
    }
    if (fit.isEmpty()) {
      throw new UnfitException(
          keys.size() + " keys, none for " + rules.algorithm(), "at least one for it");
    }
    return fit;
  }

  private static String typeOf(TokenRules rules) {
    return switch (rules.algorithm().substring(0, 2)) {
      case "HS" -> "oct";
      case "ES" -> "EC";
      case "Ed" -> "OKP";
      default -> "RSA";
    };
  }

  private static void checkStrength(TokenRules rules, JsonObject key) {
    try {
      if (rules.isShared()
          && Base64.getUrlDecoder().decode(key.getString("k", "")).length < MIN_SHARED_BYTES) {
        throw new UnfitException("a shared key that is short", MIN_SHARED_BYTES + " bytes or more");
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new UnfitException("a shared key that is none", "base64url in k");
    }
  }

  private static void checkCount(int count) {
    if (count == 0 || count > MAX_KEYS) {
      throw new UnfitException(count + " keys", "1 to " + MAX_KEYS);
    }
  }

  /** Vert.x passes over a key that it can't use, and without any takes what nobody has signed. */
  private static void checkUsable(Vertx vertx, JWTAuthOptions key, TokenRules rules, String shown) {
    boolean isUsable;
    try {
      isUsable = JWTAuth.create(vertx, key).authenticate(new TokenCredentials(UNSIGNED)).failed();
    } catch (RuntimeException e) {
      isUsable = false;
    }
    if (!isUsable) {
      throw new UnfitException(shown + " that can't be used", "a key for " + rules.algorithm());
    }
  }

  /** Whether a token that names that key, or none, may be signed with one of these. */
  boolean mayHave(@Nullable String id) {
    return id == null || hasUnnamed || ids.contains(id);
  }

  String sign(JsonObject claims, JWTOptions options) {
    return jwt.generateToken(claims, options);
  }

  /** The claims of a token that one of these keys has signed; fails if none has. */
  Future<JsonObject> claims(String token) {
    // Claims of strange types make the library throw instead of failing the future.
    return Future.succeededFuture()
        .compose(check -> jwt.authenticate(new TokenCredentials(token)))
        .map(user -> user.attributes().getJsonObject("accessToken"));
  }

  @Override
  public String toString() {
    return ids + (hasUnnamed ? " and unnamed" : "");
  }
}
