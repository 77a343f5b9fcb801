package dev.delos.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.MutableClock;
import dev.delos.config.ConfigException;
import dev.delos.config.KeySource;
import dev.delos.config.LoginConfig;
import dev.delos.config.TokenRules;
import dev.delos.protocol.CloseCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens are taken, and from which keys; what is wrong with the others is named. */
class TokensTest {
  private static final MutableClock CLOCK = MutableClock.at("2026-11-23T12:00:00Z");
  private static final long NOW = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();
  private static final TokenRules ES256 =
      new TokenRules("ES256", "login.example", "game", Duration.ofSeconds(5), false, List.of());

  private final Vertx vertx = Vertx.vertx();
  private final Signer old = new Signer(vertx, "old");
  private final Signer young = new Signer(vertx, "young");
  private final AtomicReference<String> served = new AtomicReference<>("");
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Tokens> opened = new ArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void close() {
    opened.forEach(tokens -> Await.get(tokens.close()));
    Await.get(vertx.close());
  }

  @Test
  void aTokenOfTheAlgorithmTheIssuerAndTheAudienceIsTaken() {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    Ticket ticket = Await.get(tokens.verify(old.sign(claims().put("name", "Ann").put("jti", "7"))));
    assertThat(ticket.account()).isEqualTo(new Account("ann", "Ann"));
    assertThat(ticket.id()).isEqualTo("7");
    assertThat(ticket.rest()).isEqualTo(Duration.ofSeconds(65));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"iss\":\"evil\"};iss: found \"evil\", allowed: \"login.example\"",
        "{\"iss\":null};iss: found nothing, allowed: \"login.example\"",
        "{\"aud\":\"shop\"};aud: found \"shop\", allowed: \"game\"",
        "{\"aud\":[\"shop\"]};aud: found [\"shop\"], allowed: \"game\"",
        "{\"exp\":null};exp: found nothing, allowed: seconds since 1970",
        "{\"nbf\":\"now\"};nbf: found \"now\", allowed: up to now, in seconds since 1970",
        "{\"sub\":7};sub: found 7, allowed: a text of 1 to 128 characters",
      })
  void whatIsWrongWithATokenIsNamed(String change, String message) {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    JsonObject claims = claims();
    new JsonObject(change).forEach(one -> claims.put(one.getKey(), one.getValue()));
    claims.fieldNames().removeIf(key -> claims.getValue(key) == null);
    assertThat(refusal(tokens, old.sign(claims))).isEqualTo("the token is not valid: " + message);
  }

  @Test
  void theClaimsThatTheConfigurationNamesAreKeptAndNoOthers() {
    Tokens tokens = ofFile(Signer.jwks(old), withClaims("vip", "tags", "level"));
    JsonObject given =
        new JsonObject().put("vip", "gold").put("tags", new JsonArray().add("a").add(true));
    Ticket ticket = Await.get(tokens.verify(old.sign(claims().mergeIn(given).put("other", 1))));
    assertThat(ticket.account().claims()).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"vip\":{\"a\":1}};vip: found {\"a\":1}, allowed: a text of up to 128 characters, a number,",
        "{\"vip\":[[1]]};vip: found [[1]], allowed: a text of up to 128",
        "{\"vip\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]};vip: found [1,2,",
        "{\"vip\":\"a\\u0000b\"};vip: found \"a",
      })
  void aClaimThatModsCantGetIsRefused(String change, String message) {
    Tokens tokens = ofFile(Signer.jwks(old), withClaims("vip"));
    assertThat(refusal(tokens, old.sign(claims().mergeIn(new JsonObject(change)))))
        .startsWith("the token is not valid: " + message);
  }

  private static TokenRules withClaims(String... names) {
    return new TokenRules("ES256", "login.example", "game", Duration.ZERO, false, List.of(names));
  }

  @Test
  void theClocksMayBeApartByTheLeewayAndNoMore() {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    assertTaken(tokens, old.sign(claims().put("exp", NOW - 4).put("nbf", NOW + 5)));
    assertThat(failure(tokens, old.sign(claims().put("exp", NOW - 5))).code())
        .isEqualTo(CloseCode.TOKEN_EXPIRED);
    assertThat(refusal(tokens, old.sign(claims().put("nbf", NOW + 6)))).contains("nbf: found");
  }

  @Test
  void theAlgorithmIsNotTheTokensChoice() {
    Tokens tokens = ofFile(old.pem(), ES256);
    assertTaken(tokens, old.sign(claims()));
    String body = encode(claims().encode());
    assertThat(refusal(tokens, encode("{\"alg\":\"none\"}") + "." + body + "."))
        .endsWith("alg: found \"none\", allowed: \"ES256\"");
    assertThat(refusal(tokens, encode("{\"alg\":\"none\"}") + "." + body))
        .endsWith("found 2 parts, allowed: 3 with dots between");
    // The public key, which everybody may have, as the shared one of another algorithm.
    String confused =
        JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                    .addPubSecKey(
                        new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(old.pem())))
            .generateToken(claims(), new JWTOptions().setAlgorithm("HS256"));
    assertThat(refusal(tokens, confused)).endsWith("alg: found \"HS256\", allowed: \"ES256\"");
    String[] parts = old.sign(claims()).split("\\.", -1);
    assertThat(
            refusal(
                tokens,
                parts[0] + "." + encode(claims().put("sub", "bob").encode()) + "." + parts[2]))
        .endsWith("it is not ours");
    assertThat(refusal(tokens, young.sign(claims()))).endsWith("it is not ours");
    assertThat(refusal(tokens, encode("{\"alg\":\"ES256\",\"crit\":[\"x\"]}") + "." + body + ".x"))
        .endsWith("crit: found an extension, allowed: none");
  }

  @Test
  void aKeyInATokenItselfCountsForNothing() {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    String[] parts = young.sign(claims()).split("\\.", -1);
    JsonObject header = new JsonObject().put("alg", "ES256").put("jwk", young.publicKey());
    assertThat(refusal(tokens, encode(header.encode()) + "." + parts[1] + "." + parts[2]))
        .endsWith("it is not ours");
  }

  @Test
  void keysAreChangedWithoutARestartAndTheOldOnesGo() throws IOException {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    assertThat(refusal(tokens, young.sign(claims())))
        .endsWith("kid: found \"young\", allowed: one of the keys that sign now");
    write(Signer.jwks(old, young));
    awaitTaken(tokens, young);
    assertTaken(tokens, old.sign(claims()));
    write(Signer.jwks(young));
    Awaitility.await().untilAsserted(() -> Await.failure(tokens.verify(old.sign(claims()))));
    assertTaken(tokens, young.sign(claims()));
  }

  @Test
  void keysThatAreNoGoodChangeNothing() throws IOException {
    Tokens tokens = ofFile(Signer.jwks(old), ES256);
    for (String bad : new String[] {"", "{", "{\"keys\":[]}", young.privatePem()}) {
      write(bad);
      Await.get(vertx.timer(50));
      assertTaken(tokens, old.sign(claims()));
    }
    write(Signer.jwks(young));
    awaitTaken(tokens, young);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};neither PEM nor a JSON object with keys",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]};1 keys, none for ES256",
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-1\"}]};kid a that can't be used",
        "-----BEGIN PRIVATE KEY-----AA-----END PRIVATE KEY-----;-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----AA-----END PUBLIC KEY-----;a PEM key that can't be used",
        "-----BEGIN;0 keys",
      })
  void withoutGoodKeysNothingStartsAndTheReasonIsNamed(String text, String found) {
    assertThat(startFailure(text, ES256))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("delos.json: login.keyFile: found " + found);
  }

  @Test
  void sharedKeysOfAFileAreRotatedTooAndMustBeLong() {
    TokenRules shared =
        new TokenRules("HS256", "login.example", "game", Duration.ZERO, false, List.of());
    String key = Base64.getUrlEncoder().encodeToString(new byte[32]);
    JsonObject jwk = new JsonObject().put("kty", "oct").put("kid", "a").put("k", key);
    Tokens tokens = ofFile(new JsonObject().put("keys", new JsonArray().add(jwk)).encode(), shared);
    String token =
        JWTAuth.create(vertx, new JWTAuthOptions().addJwk(jwk.copy().put("alg", "HS256")))
            .generateToken(claims(), new JWTOptions().setAlgorithm("HS256"));
    assertTaken(tokens, token);
    jwk.put("k", "AAAA");
    assertThat(
            startFailure(new JsonObject().put("keys", new JsonArray().add(jwk)).encode(), shared))
        .hasMessageContaining("a shared key that is short");
  }

  @Test
  void keysOfAUrlAreReadAnewForAnUnknownOneButNotForEachToken() {
    HttpServer server =
        Await.get(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      asked.incrementAndGet();
                      var unused = request.response().end(served.get());
                    })
                .listen(0, "127.0.0.1"));
    served.set(Signer.jwks(old));
    KeySource url =
        new KeySource(
            "http://127.0.0.1:" + server.actualPort() + "/",
            true,
            Duration.ofHours(1),
            "delos.json",
            "login.keyUrl");
    Tokens tokens = open(url, ES256);
    assertTaken(tokens, old.sign(claims()));
    served.set(Signer.jwks(old, young));
    for (int i = 0; i < 100; i++) {
      Await.failure(tokens.verify(new Signer(vertx, "forged" + i).sign(claims())));
    }
    assertThat(asked).hasValue(1);
    served.set("x".repeat(KeySet.MAX_BYTES + 1));
    assertThat(Await.failure(tokens(url, ES256).open()))
        .hasMessageContaining("found a longer text at http");
    assertTaken(tokens, old.sign(claims()));
  }

  @Test
  void aTokenForOneSessionNeedsANumberAndAShortLife() {
    TokenRules once =
        new TokenRules("ES256", "login.example", "game", Duration.ZERO, true, List.of());
    Tokens tokens = ofFile(Signer.jwks(old), once);
    assertThat(refusal(tokens, old.sign(claims())))
        .endsWith("jti: found nothing, allowed: a text of 1 to 128 characters");
    assertThat(refusal(tokens, old.sign(claims().put("jti", "a").put("exp", NOW + 3601))))
        .endsWith("allowed: within 60 minutes from now");
    assertTaken(tokens, old.sign(claims().put("jti", "a")));
  }

  private static JsonObject claims() {
    return new JsonObject()
        .put("iss", "login.example")
        .put("aud", "game")
        .put("sub", "ann")
        .put("exp", NOW + 60);
  }

  private void write(String text) throws IOException {
    Path written = Files.writeString(directory.resolve("new"), text);
    Files.move(
        written,
        directory.resolve("keys"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private Tokens ofFile(String text, TokenRules rules) {
    return open(file(text), rules);
  }

  private KeySource file(String text) {
    try {
      write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KeySource(
        directory.resolve("keys").toString(),
        false,
        Duration.ofMillis(10),
        "delos.json",
        "login.keyFile");
  }

  private Tokens open(KeySource source, TokenRules rules) {
    Tokens tokens = tokens(source, rules);
    opened.add(tokens);
    Await.get(tokens.open());
    return tokens;
  }

  private Tokens tokens(KeySource source, TokenRules rules) {
    return new Tokens(
        vertx,
        new LoginConfig(rules, Optional.empty(), Optional.of(source), false, Duration.ofHours(1)),
        CLOCK);
  }

  private Throwable startFailure(String text, TokenRules rules) {
    return Await.failure(tokens(file(text), rules).open());
  }

  private void awaitTaken(Tokens tokens, Signer signer) {
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> Await.get(tokens.verify(signer.sign(claims()))) != null);
  }

  private static void assertTaken(Tokens tokens, String token) {
    assertThat(Await.get(tokens.verify(token)).account().uid()).isEqualTo("ann");
  }

  private static String refusal(Tokens tokens, String token) {
    assertThat(failure(tokens, token).code()).isEqualTo(CloseCode.TOKEN_INVALID);
    return failure(tokens, token).getMessage();
  }

  private static RefusedException failure(Tokens tokens, String token) {
    return (RefusedException) Await.failure(tokens.verify(token));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
