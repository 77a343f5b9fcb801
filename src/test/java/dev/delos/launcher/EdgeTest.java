package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.MutableClock;
import dev.delos.client.ConnectionClosedException;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the proxy says to clients that are broken or hostile, and that their neighbours don't care.
 */
class EdgeTest {
  private static final MutableClock CLOCK = MutableClock.at("2026-11-23T12:00:00Z");
  private static TestNetwork network;

  private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);
  private DelosClient neighbour;

  @BeforeAll
  static void start(@TempDir Path directory) {
    network = TestNetwork.start(directory, CLOCK);
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @BeforeEach
  void meetTheNeighbour() {
    CLOCK.set("2026-11-23T12:00:00Z");
    neighbour = network.connect("n" + name);
  }

  @AfterEach
  void theNeighbourIsStillThereAndClaims() {
    CLOCK.set("2026-11-23T12:00:00Z");
    DailyClientSystem daily = neighbour.system(DailyClientSystem.class);
    assertThat(Await.get(daily.claimToday()).getString("code")).isEqualTo("CLAIMED");
    Await.get(neighbour.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "{",
        "[]",
        "null",
        "{\"op\":\"dance\"}",
        "{\"op\":\"hello\"}",
        "{\"op\":\"hello\",\"version\":1,\"token\":\"\"}",
        "{\"op\":\"notify\",\"namespace\":\"daily\",\"system\":\"s\",\"event\":\"e\",\"data\":{}}",
      })
  void anythingButHelloAtFirstClosesTheConnection(String text) {
    RawSocket socket = connect().send(text);
    assertThat(socket.next("bye").getString("code")).isEqualTo("HELLO_EXPECTED");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.HELLO_EXPECTED.code());
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() {
    RawSocket socket = connect().send("{\"op\":\"hello\",\"version\":2,\"token\":\"t\"}");
    assertThat(socket.next("bye").getString("message")).isEqualTo("version: found 2, allowed: 1");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.VERSION_UNSUPPORTED.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "[]",
        "{\"op\":\"dance\"}",
        "{\"op\":\"notify\"}",
        "{\"op\":\"event\"}",
      })
  void aBadFrameAfterWelcomeIsAnsweredAndTheConnectionGoesOn(String text) {
    RawSocket socket = RawSocket.welcomed(network, name).send(text);
    assertThat(socket.next("error").getString("message")).isNotEmpty();
    assertStillWorks(socket);
  }

  @Test
  void aSecondHelloIsAnsweredAndTheConnectionGoesOn() {
    RawSocket socket = RawSocket.welcomed(network, name).hello(network.token(name));
    assertThat(socket.next("error").getString("code")).isEqualTo("ALREADY_GREETED");
    assertStillWorks(socket);
  }

  @Test
  void aBinaryFrameIsAnsweredAndTheConnectionGoesOn() {
    RawSocket socket = RawSocket.welcomed(network, name).sendBinary(Buffer.buffer("{}"));
    assertThat(socket.next("error").getString("code")).isEqualTo("BAD_JSON");
    assertStillWorks(socket);
  }

  @Test
  void tooManyBadFramesEndTheConnection() {
    RawSocket socket = RawSocket.welcomed(network, name);
    for (int i = 0; i <= Limits.MAX_FAULTS; i++) {
      socket.send("{");
    }
    assertThat(socket.next("bye").getString("code")).isEqualTo("TOO_MANY_FAULTS");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOO_MANY_FAULTS.code());
  }

  @Test
  void theLargestFramePassesAndOneByteMoreClosesTheConnection() {
    RawSocket socket = RawSocket.welcomed(network, name).send(notifyOf(Limits.MAX_FRAME_BYTES));
    assertStillWorks(socket);
    var unused = socket.sendLater(notifyOf(Limits.MAX_FRAME_BYTES + 1));
    assertThat(socket.closeCode()).isEqualTo(CloseCode.FRAME_TOO_LARGE.code());
  }

  @Test
  void aFrameFarTooLargeClosesTheConnection() {
    RawSocket socket = connect();
    var unused = socket.sendLater("x".repeat(900_000));
    // The proxy does not read it to its end: the code is lost if the client is still sending.
    assertThat(socket.closeCode()).isIn(CloseCode.FRAME_TOO_LARGE.code(), 1006);
  }

  @Test
  void anExpiredTokenIsToldFromAForgedOne() {
    String token = network.token(name);
    CLOCK.advance(Duration.ofHours(12));
    RawSocket socket = connect().hello(token);
    assertThat(socket.next("bye").getString("code")).isEqualTo("TOKEN_EXPIRED");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOKEN_EXPIRED.code());
  }

  @Test
  void aTokenIsGoodUntilTheLastSecond() {
    String token = network.token(name);
    CLOCK.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(connect().hello(token).next("welcome").getString("uid")).isEqualTo("guest:" + name);
  }

  @Test
  void aTokenThatSomebodyElseSignedIsRefused() {
    assertRefused(signed("somebody else's secret of 32 bytes", "delos", "delos"));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    String[] parts = network.token(name).split("\\.", -1);
    assertRefused(encode("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + parts[1] + ".");
    assertRefused(parts[0] + "." + parts[1] + ".");
    assertRefused(parts[0] + "." + parts[1]);
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    String[] parts = network.token(name).split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String admin = encode(claims.replace("guest:" + name, "guest:n" + name));
    assertRefused(parts[0] + "." + admin + "." + parts[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "....", "eyJ9.eyJ9.eyJ9"})
  void textThatIsNoTokenIsRefused(String token) {
    assertRefused(token);
  }

  @Test
  void aTokenWhoseClaimsAreOfStrangeTypesIsRefused() {
    long later = 4_000_000_000L;
    assertRefused(network.signed(new JsonObject().put("sub", "a").put("exp", "tomorrow")));
    assertRefused(network.signed(new JsonObject().put("sub", "a").put("exp", true)));
    assertRefused(network.signed(new JsonObject().put("sub", "a")));
    assertRefused(network.signed(new JsonObject().put("sub", 7).put("exp", later)));
    assertRefused(network.signed(new JsonObject().put("sub", " ").put("exp", later)));
    assertRefused(network.signed(new JsonObject().put("sub", "a".repeat(129)).put("exp", later)));
    assertRefused(network.signed(new JsonObject().put("exp", later)));
    assertRefused(
        network.signed(new JsonObject().put("sub", "a").put("exp", later).put("nbf", "now")));
    assertRefused(
        network.signed(new JsonObject().put("sub", "a").put("exp", later).put("nbf", later)));
  }

  @Test
  void aPlayerWithoutANameIsCalledByTheAccount() {
    String token =
        network.signed(
            new JsonObject().put("sub", "x" + name).put("name", "").put("exp", 4_000_000_000L));
    assertThat(connect().hello(token).next("welcome").getString("name")).isEqualTo("x" + name);
  }

  @Test
  void aBinaryFrameInThePlaceOfHelloClosesTheConnection() {
    assertThat(connect().sendBinary(Buffer.buffer("{}")).closeCode())
        .isEqualTo(CloseCode.HELLO_EXPECTED.code());
  }

  @Test
  void theClientSeesWhyItWasRefused() {
    Throwable failure = Await.failure(network.newClient().connect(network.webSocket(), "forged"));
    assertThat(failure)
        .isInstanceOfSatisfying(
            ConnectionClosedException.class,
            closed -> assertThat(closed.code()).isEqualTo(CloseCode.TOKEN_INVALID.code()));
  }

  @Test
  void aClientCannotSayThatItIsSomebodyElse() {
    RawSocket socket = RawSocket.welcomed(network, name);
    String valid =
        socket.nextEvent("DisplayDailyRewardEvent").getJsonObject("data").getString("valid");
    JsonObject data =
        new JsonObject()
            .put("valid", valid)
            .put("__id__", "somebody")
            .put("__uid__", "guest:n" + name);
    socket.send(notify("PlayerRecvEvent", data.copy().put("uid", "guest:n" + name)));
    assertThat(socket.next("error").getString("message"))
        .isEqualTo(
            "daily.DailyClientSystem.PlayerRecvEvent: uid: found an unknown key, allowed:"
                + " activity, requestId, valid");
    socket.send(notify("PlayerRecvEvent", data));
    assertThat(socket.nextEvent("PlayerRecvEvent").getJsonObject("data").getString("code"))
        .isEqualTo("CLAIMED");
    assertThat(claims("guest:" + name)).isEqualTo(1);
    assertThat(claims("guest:n" + name)).isZero();
  }

  @Test
  void aClientCannotSpeakAsTheEngineOrAsAServer() {
    RawSocket socket = connect().hello(network.token(name));
    String id = socket.next("welcome").getString("id");
    socket.nextEvent("DisplayDailyRewardEvent");
    JsonObject player = new JsonObject().put("id", id).put("uid", "guest:n" + name);
    // Would open the page once more, if the lobby took it for the engine's.
    socket.send(notify("Minecraft", "Engine", "AddServerPlayerEvent", player));
    assertThat(socket.next("error").getString("code")).isEqualTo("UNKNOWN_EVENT");
    socket.send(notify("daily", "DailyServerSystem", "OpenDailyRewardEvent", player));
    assertThat(socket.next("error").getString("code")).isEqualTo("UNKNOWN_EVENT");
    assertStillWorks(socket);
    assertThat(socket.countEvents("DisplayDailyRewardEvent")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};valid: found nothing, allowed: a date, such as 2026-11-23",
        "{\"valid\":7};valid: found 7, allowed: a date, such as 2026-11-23",
        "{\"valid\":\"2026-11-23\",\"requestId\":[]};requestId: found [], allowed: a UUID",
      })
  void anEventOfAnotherShapeIsRefusedAndItsSenderToldWhy(String data, String message) {
    RawSocket socket = RawSocket.welcomed(network, name);
    socket.nextEvent("DisplayDailyRewardEvent");
    socket.send(notify("PlayerRecvEvent", new JsonObject(data)));
    JsonObject error = socket.next("error");
    assertThat(error.getString("code")).isEqualTo("BAD_EVENT");
    assertThat(error.getString("message"))
        .isEqualTo("daily.DailyClientSystem.PlayerRecvEvent: " + message);
    assertStillWorks(socket);
    assertThat(socket.countEvents("PlayerRecvEvent")).isZero();
  }

  @Test
  void tooManyEventsOfAnotherShapeEndTheConnection() {
    RawSocket socket = RawSocket.welcomed(network, name);
    for (int i = 0; i <= Limits.MAX_FAULTS; i++) {
      socket.send(notify("PlayerRecvEvent", new JsonObject().put("valid", i)));
    }
    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOO_MANY_FAULTS.code());
  }

  @Test
  void aClientThatAsksAndDoesNotReadIsCutOff() throws IOException {
    try (DeafSocket deaf = DeafSocket.hello(network.webSocket(), network.token(name))) {
      deaf.flood();
      AtomicLong before = new AtomicLong(-1);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(500))
          .until(() -> deaf.sent() > 0 && before.getAndSet(deaf.sent()) == deaf.sent());
      assertThat(deaf.sent()).isLessThan(64L << 20);
    }
  }

  @Test
  void namesThatLookTheSameAreOnePlayer() {
    String odos = "\u039F\u0394\u039F\u03A3";
    assertThat(uid("  Al  Ice ")).isEqualTo(uid("al ice")).isEqualTo("guest:al ice");
    assertThat(uid("\uFF21lice")).isEqualTo("guest:alice");
    assertThat(uid(odos)).isEqualTo(uid("\u03BF\u03B4\u03BF\u03C2"));
    assertThat(uid("\u0928\u092E\u0938\u094D\u0924\u0947")).startsWith("guest:");
  }

  private static String uid(String guest) {
    HttpResponse<String> answer = network.login(new JsonObject().put("name", guest).encode());
    return new JsonObject(answer.body()).getString("uid");
  }

  @Test
  void loginNeedsAName() {
    for (String body :
        new String[] {
          "",
          "{",
          "[]",
          "{}",
          "{\"name\":7}",
          "{\"name\":\"\"}",
          "{\"name\":\"a/b\"}",
          "{\"name\":\"<script>\"}",
          "{\"name\":\"" + "a".repeat(25) + "\"}"
        }) {
      HttpResponse<String> answer = network.login(body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("BAD_NAME");
    }
    assertThat(network.login("{\"name\":\"" + "a".repeat(2000) + "\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void thePageComesWithWhatKeepsItSafeAndNothingBesideIt() {
    HttpResponse<String> page = network.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(network.get("/delos.js").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/javascript");
    for (String path :
        new String[] {"/..%2f..%2fpom.xml", "/%2e%2e/logback.xml", "/logback.xml", "/../sql/"}) {
      assertThat(network.get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void anOperatorNeedsTheToken() {
    for (Map<String, String> headers :
        java.util.List.of(
            Map.<String, String>of(),
            Map.of("Authorization", "Bearer wrong"),
            Map.of("Authorization", "Bearer "),
            Map.of("Authorization", "Basic wrong"))) {
      HttpResponse<String> answer =
          network.operator("/daily/query", "{\"uid\":\"guest:a\"}", headers);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(401);
    }
  }

  @Test
  void aWrongOperatorCommandIsExplained() {
    HttpResponse<String> unknown = network.operator("/daily/qery", "{}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(message(unknown))
        .startsWith(
            "no command /daily/qery, allowed: /audit/query, /daily/activities, /daily/compensate, ");
    assertThat(network.operator("/daily/query", "{}").statusCode()).isEqualTo(400);
    assertThat(network.operator("/daily/query", "not json").statusCode()).isEqualTo(400);
    assertThat(network.operator("/daily/query", "[]").statusCode()).isEqualTo(400);
    HttpResponse<String> week =
        network.operator("/daily/query", "{\"uid\":\"guest:a\",\"week\":\"monday\"}");
    assertThat(week.statusCode()).isEqualTo(400);
    assertThat(message(week)).contains("week").contains("monday");
    assertThat(network.operator("/daily/query", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
  }

  private static RawSocket connect() {
    return RawSocket.connect(network.vertx(), network.webSocket());
  }

  private static void assertRefused(String token) {
    RawSocket socket = connect().hello(token);
    assertThat(socket.next("bye").getString("code")).isEqualTo("TOKEN_INVALID");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.TOKEN_INVALID.code());
  }

  private static void assertStillWorks(RawSocket socket) {
    socket.send(notify("OpenDailyRewardEvent", new JsonObject()));
    socket.nextEvent("DisplayDailyRewardEvent");
    assertThat(socket.isOpen()).isTrue();
  }

  private static String notify(String event, JsonObject data) {
    return notify("daily", "DailyClientSystem", event, data);
  }

  private static String notify(String namespace, String system, String event, JsonObject data) {
    return RawSocket.event(namespace, system, event, data).encode();
  }

  /** A frame of so many bytes. */
  private static String notifyOf(int bytes) {
    int frame = notify("Padding", new JsonObject().put("pad", "")).length();
    return notify("Padding", new JsonObject().put("pad", "x".repeat(bytes - frame)));
  }

  private static String signed(String secret, String issuer, String audience) {
    return JWTAuth.create(
            Vertx.vertx(),
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)))
        .generateToken(
            new JsonObject().put("sub", "guest:x").put("exp", 4_000_000_000L),
            new JWTOptions().setIssuer(issuer).addAudience(audience));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static long claims(String uid) {
    return network.database().count("SELECT count(*) FROM daily.sign_in WHERE uid = '" + uid + "'");
  }

  private static String message(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("message");
  }
}
