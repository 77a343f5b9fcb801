package dev.delos.docs;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.cluster.Online;
import dev.delos.cluster.TestNode;
import dev.delos.config.ClientLimits;
import dev.delos.config.EdgeConfig;
import dev.delos.config.EdgeConfig.ForwardedHeader;
import dev.delos.launcher.RawSocket;
import dev.delos.node.EdgeNetwork;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.ErrorCode;
import dev.delos.protocol.Limits;
import dev.delos.protocol.Loss;
import dev.delos.protocol.SessionCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/asyncapi.yaml}, the protocol's page and what a real proxy and clients say are one.
 */
class AsyncApiTest {
  private static final String PAGE = text(Path.of("docs", "PROTOCOL.md"));
  private static final AsyncApi DOCUMENT = new AsyncApi();
  private static final EdgeNetwork NETWORK = new EdgeNetwork();

  /** More than a proxy keeps for a player who is between two lobbies. */
  private static final int MANY = 70;

  /** Of clients that behave well, and of those that don't. */
  private static Recorder recorder;

  private static Recorder trouble;

  @BeforeAll
  static void recordEveryKind() {
    NETWORK.proxy(1001).lobby(2001).service(3001);
    recorder = new Recorder(NETWORK.vertx(), NETWORK.url(1001));
    trouble = new Recorder(NETWORK.vertx(), NETWORK.url(1001));
    aClientsLife();
    aSessionWhoseProxyHasDied();
    everyWayToClose();
    badFrames();
    aHastyClient();
    noLobby();
    NETWORK.lobby(2002);
  }

  @AfterAll
  static void stop() {
    recorder.close();
    trouble.close();
    NETWORK.close();
  }

  /** Speaks, is answered, comes back, leaves. */
  private static void aClientsLife() {
    DelosClient client = NETWORK.connectToStay("ann", recorder.url());
    EdgeNetwork.probe(client).say("one");
    EdgeNetwork.probe(client).forge(3001, new JsonObject().put("text", "two"));
    Awaitility.await().until(() -> EdgeNetwork.probe(client).heard().size() == 2);
    client.drop();
    Awaitility.await().until(() -> EdgeNetwork.probe(client).engine().size() == 2);
    EdgeNetwork.probe(client).say("three");
    Awaitility.await().until(() -> EdgeNetwork.probe(client).heard().size() == 3);
    Awaitility.await()
        .until(
            () -> said(recorder.fromClients(), "ack") > 0 && said(recorder.fromProxy(), "ack") > 0);
    Await.get(client.close());
  }

  private static long said(List<String> frames, String op) {
    return frames.stream().filter(frame -> op(frame).equals(op)).count();
  }

  private static String op(String frame) {
    return new JsonObject(frame).getString("op");
  }

  private static void aSessionWhoseProxyHasDied() {
    TestNode proxy = NETWORK.scripted(1009, "proxy").does(node -> node.up());
    NETWORK.awaitSeen(1009);
    Online online = new Online("bob", 1009, 1, "old", 0, 2077, 60);
    Await.get(proxy.run(node -> node.presence().claim(online)));
    proxy.vanish();
    RawSocket bob = connect(recorder).resume(NETWORK.token("bob"), "old", 5);
    assertThat(bob.next("welcome").getString("loss")).isEqualTo("PROXY_DIED");
    bob.send("{\"op\":\"bye\",\"code\":\"\",\"message\":\"\"}");
    assertThat(bob.closeCode()).isEqualTo(1000);
    RawSocket late = connect(recorder).resume(NETWORK.token("bob"), "old", 5);
    assertThat(late.next("welcome").getString("loss")).isEqualTo("SESSION_OVER");
  }

  private static RawSocket connect(Recorder by) {
    return RawSocket.connect(NETWORK.vertx(), by.url());
  }

  private static RawSocket welcomed(Recorder by, String uid) {
    RawSocket socket = connect(by).hello(NETWORK.token(uid));
    socket.next("welcome");
    return socket;
  }

  private static void everyWayToClose() {
    for (CloseCode code : CloseCode.values()) {
      String uid = "closed" + code.code();
      RawSocket socket = welcomed(recorder, uid);
      JsonObject args =
          new JsonObject().put("uid", uid).put("code", code.name()).put("message", "by a test");
      Await.get(NETWORK.ask(1001, SessionCalls.CLOSE, args));
      assertThat(socket.next("bye").getString("code")).isEqualTo(code.name());
      assertThat(socket.closeCode()).isEqualTo(code.code());
    }
  }

  private static void badFrames() {
    RawSocket socket = welcomed(trouble, "bad");
    socket.send("{").send("{\"op\":\"dance\"}").send("{\"op\":\"ack\"}");
    socket.hello(NETWORK.token("bad"));
    socket.send(
        "{\"op\":\"notify\",\"namespace\":\"n\",\"system\":\"s\",\"event\":\"e\",\"data\":{},"
            + "\"serverId\":3999}");
    for (String code :
        List.of("BAD_JSON", "UNKNOWN_OP", "BAD_FRAME", "ALREADY_GREETED", "NO_SERVICE")) {
      assertThat(socket.next("error").getString("code")).isEqualTo(code);
    }
    for (String unfit : List.of(say("Shout", new JsonObject()), say("Say", new JsonObject()))) {
      socket.send(unfit);
    }
    for (String code : List.of("UNKNOWN_EVENT", "BAD_EVENT")) {
      assertThat(socket.next("error").getString("code")).isEqualTo(code);
    }
    socket.send("{\"op\":\"bye\",\"code\":\"\",\"message\":\"\"}");
    assertThat(socket.closeCode()).isEqualTo(1000);
  }

  /** Its second frame may come before the welcome, or after. */
  private static void aHastyClient() {
    Awaitility.await()
        .until(
            () -> {
              RawSocket hasty = connect(trouble).hello(NETWORK.token("hasty"));
              hasty.send("{\"op\":\"ack\",\"seq\":0}").next("welcome");
              hasty.send("{\"op\":\"bye\"}");
              return trouble.fromProxy().stream().anyMatch(frame -> frame.contains("NOT_WELCOMED"));
            });
  }

  private static String say(String event, JsonObject data) {
    return RawSocket.event("probe", "Client", event, data).encode();
  }

  /** What a player says between two lobbies waits, up to a limit. */
  private static void noLobby() {
    RawSocket socket = welcomed(trouble, "cid");
    NETWORK
        .vertx()
        .executeBlocking(
            () -> {
              NETWORK.retire(2001);
              return null;
            })
        .onFailure(failure -> NETWORK.journal().add("not retired: " + failure));
    Awaitility.await()
        .until(
            () -> {
              for (int i = 0; i < MANY; i++) {
                socket.send(say("Say", new JsonObject().put("text", "anybody?")));
              }
              return trouble.fromProxy().stream()
                  .anyMatch(frame -> frame.contains("BETWEEN_SERVERS"));
            });
  }

  @Test
  void everyFrameThatIsSentIsOneOfTheDocument() {
    DOCUMENT.assertConform(recorder);
    assertThat(trouble.fromProxy())
        .isNotEmpty()
        .allSatisfy(
            frame -> assertThat(DOCUMENT.ofProxy(new JsonObject(frame))).as(frame).isPresent());
  }

  @Test
  void everyKindOfTheDocumentIsSentAndEveryKeyOfIt() {
    Set<String> seen = new TreeSet<>();
    recorder.fromClients().forEach(frame -> addKeys(seen, frame, DOCUMENT::ofClient));
    recorder.fromProxy().forEach(frame -> addKeys(seen, frame, DOCUMENT::ofProxy));
    trouble.fromProxy().forEach(frame -> addKeys(seen, frame, DOCUMENT::ofProxy));
    Set<String> known = new TreeSet<>();
    for (String message : DOCUMENT.messages()) {
      DOCUMENT.keys(message).forEach(key -> known.add(message + "." + key));
    }
    assertThat(seen).isEqualTo(known);
  }

  private static void addKeys(
      Set<String> seen, String frame, Function<JsonObject, Optional<String>> kind) {
    JsonObject json = new JsonObject(frame);
    kind.apply(json)
        .ifPresent(message -> json.fieldNames().forEach(key -> seen.add(message + "." + key)));
  }

  @Test
  void theSessionsOfTheRecordAreOfEveryKind() {
    assertThat(recorder.fromProxy().stream().map(JsonObject::new))
        .extracting(frame -> frame.getString("loss"))
        .contains(Loss.NONE.name(), Loss.PROXY_DIED.name(), Loss.SESSION_OVER.name(), null);
    assertThat(DOCUMENT.at("/components/messages/welcome/payload/properties/loss/enum"))
        .isEqualTo(new JsonArray(names(Loss.values())));
  }

  @Test
  void everyCloseCodeIsInTheDocumentOnThePageAndReallySent() {
    List<CloseCode> codes =
        Arrays.stream(CloseCode.values()).sorted(comparing(CloseCode::code)).toList();
    assertThat(DOCUMENT.at("/channels/connection/x-close-codes"))
        .isEqualTo(new JsonArray(codes.stream().map(AsyncApiTest::toJson).toList()));
    assertThat(DOCUMENT.at("/components/messages/proxyBye/payload/properties/code/enum"))
        .isEqualTo(new JsonArray(codes.stream().map(CloseCode::name).toList()));
    assertThat(page("(?m)^\\| (\\d{4}) \\| `[A-Z_]+` \\|"))
        .containsExactlyElementsOf(
            codes.stream().map(code -> Integer.toString(code.code())).toList());
    assertThat(recorder.closeCodes()).containsAll(codes.stream().map(CloseCode::code).toList());
  }

  private static JsonObject toJson(CloseCode code) {
    return new JsonObject()
        .put("code", code.code())
        .put("name", code.name())
        .put("comesBack", !code.isFinal())
        .put("keepsSession", code.keepsSession());
  }

  @Test
  void everyErrorCodeIsInTheDocumentOnThePageAndReallySent() {
    assertThat(DOCUMENT.at("/components/messages/error/payload/properties/code/enum"))
        .isEqualTo(new JsonArray(names(ErrorCode.values())));
    String errors = PAGE.split("\n### error\n", -1)[1].split("\n### ", -1)[0];
    assertThat(groups("(?m)^\\| `([A-Z_]+)` \\|", errors))
        .containsExactlyElementsOf(names(ErrorCode.values()));
    assertThat(trouble.fromProxy().stream().map(JsonObject::new))
        .extracting(frame -> frame.getString("code"))
        .containsAll(names(ErrorCode.values()));
  }

  @Test
  void theLimitsOfTheDocumentAreThoseOfTheCode() {
    assertThat(DOCUMENT.at("/channels/connection/x-limits"))
        .isEqualTo(
            new JsonObject()
                .put("clientFrameBytes", Limits.MAX_FRAME_BYTES)
                .put("proxyFrameBytes", Limits.MAX_SERVER_FRAME_BYTES)
                .put("nameLength", Limits.MAX_NAME_LENGTH)
                .put("dataLevels", Limits.MAX_DEPTH)
                .put("badFrames", Limits.MAX_FAULTS)
                .put("helloSeconds", (int) Limits.HELLO_TIMEOUT.toSeconds()));
  }

  @Test
  void theFramesOnThePageAreOfTheDocument() {
    assertThat(groups("(?ms)^```json\\n(.*?)^```$", PAGE).map(JsonObject::new))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            frame ->
                assertThat(DOCUMENT.ofClient(frame).or(() -> DOCUMENT.ofProxy(frame)))
                    .as(frame.encode())
                    .isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "hello, hello",
    "welcome, welcome",
    "notify, notify",
    "error, error",
    "bye, proxyBye"
  })
  void theTableOfAKindOnThePageHasTheKeysOfTheDocument(String kind, String message) {
    String section = PAGE.split("\n### " + kind + "\n", -1)[1].split("\n##", -1)[0];
    assertThat(groups("(?m)^\\| `([a-zA-Z]+)` \\| (?:text|integer|object|boolean) \\|", section))
        .containsExactlyInAnyOrderElementsOf(DOCUMENT.keys(message));
  }

  /** Each with one mistake. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'hello','version':2,'token':'t'}",
        "{'op':'hello','version':1,'token':''}",
        "{'op':'hello','version':1,'token':'t','more':1}",
        "{'op':'hello','version':1,'token':'t','resume':{'id':'i'}}",
        "{'op':'hello','version':1,'token':'t','resume':{'id':'i','seq':-1}}",
        "{'op':'notify','namespace':'n','system':'s','event':'e'}",
        "{'op':'notify','namespace':'n','system':'s','event':'','data':{}}",
        "{'op':'notify','namespace':'n','system':'s','event':'e','data':[]}",
        "{'op':'notify','namespace':'n','system':'s','event':'e','data':{},'serverId':0}",
        "{'op':'notify','namespace':'n','system':'s','event':'e','data':{},'seq':0}",
        "{'op':'notify','namespace':'n','system':'s','event':'e','data':{},'seq':'1'}",
        "{'op':'ack'}",
        "{'op':'ack','seq':-1}",
        "{'op':'bye','reason':'none'}",
        "{'op':'event','seq':1,'namespace':'n','system':'s','event':'e','data':{}}",
        "{'op':'dance'}",
        "{}"
      })
  void whatAProxyRefusesTheDocumentRefuses(String text) {
    JsonObject frame = new JsonObject(text.replace('\'', '"'));
    assertThat(DOCUMENT.ofClient(frame)).isEmpty();
    RawSocket socket = connect(trouble);
    if (frame.getString("op", "").equals("hello")) {
      socket.send(frame.encode());
    } else {
      socket.hello(NETWORK.token("refused"));
      socket.next("welcome");
      socket.send(frame.encode());
      assertThat(socket.next("error").getString("message")).isNotEmpty();
      socket.send("{\"op\":\"bye\"}");
    }
    assertThat(socket.closeCode()).isIn(1000, 4403, 4426);
  }

  @Test
  void theLoginOfGuestsIsOfTheDocument() {
    JsonObject alice = new JsonObject().put("name", "Alice");
    assertThat(DOCUMENT.faultOf("loginRequest", alice)).isEmpty();
    assertThat(login(1001, 200, alice.encode(), "loginAnswer").getString("uid"))
        .isEqualTo("guest:alice");
    assertThat(login(1001, 400, "{}", "loginRefusal").getString("code")).isEqualTo("BAD_NAME");
    assertThat(login(1001, 413, "x".repeat(2000), "loginRefusal").getString("code"))
        .isEqualTo("TOO_LARGE");
    NETWORK.proxy(1003, oneLoginAMinute());
    login(1003, 200, alice.encode(), "loginAnswer");
    assertThat(login(1003, 429, alice.encode(), "loginRefusal").getString("code"))
        .isEqualTo("RATE_LIMITED");
  }

  private static EdgeConfig oneLoginAMinute() {
    return new EdgeConfig(
        new ClientLimits(100, 100, 100, 1, 100, 100, 100),
        List.of("127.0.0.1/32"),
        ForwardedHeader.X_FORWARDED_FOR,
        List.of());
  }

  private static JsonObject login(int proxyId, int status, String body, String message) {
    URI url = NETWORK.url(proxyId);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + url.getAuthority() + "/login"))
            .header("X-Forwarded-For", "198.51.100.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(status);
      JsonObject json = new JsonObject(answer.body());
      assertThat(DOCUMENT.faultOf(message, json)).isEmpty();
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).<String>map(Enum::name).toList();
  }

  private static Stream<String> page(String pattern) {
    return groups(pattern, PAGE);
  }

  /** The first group of each match. */
  private static Stream<String> groups(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
