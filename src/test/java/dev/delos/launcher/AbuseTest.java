package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.mods.daily.DailyClientSystem;
import dev.delos.protocol.CloseCode;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/SECURITY.md says that an attacker can't do, tried, and that a neighbour plays on. */
class AbuseTest {
  private static final int MEGABYTE = 1 << 20;
  private static TestNetwork network;

  private final String name = "a" + UUID.randomUUID().toString().substring(0, 8);
  private DelosClient neighbour;

  @BeforeAll
  static void start(@TempDir Path directory) {
    network = TestNetwork.start(directory, Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @BeforeEach
  void meetTheNeighbour() {
    neighbour = network.connect("n" + name);
  }

  @AfterEach
  void theNeighbourPlaysOn() {
    Await.get(neighbour.system(DailyClientSystem.class).open());
    Await.get(neighbour.close());
  }

  @Test
  void aFrameOfTenMegabytesIsNotReadToItsEnd() throws IOException {
    try (DeafSocket giant = DeafSocket.hello(network.webSocket(), network.token(name))) {
      ByteBuffer head =
          ByteBuffer.allocate(14).put((byte) DeafSocket.TEXT).put((byte) (0x80 | 127));
      giant.write(head.putLong(10L * MEGABYTE).putInt(0).array());
      giant.flood("x".repeat(128).getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(giant::isCutOff);
      assertThat(giant.sent()).isLessThan(8L * MEGABYTE);
    }
  }

  @Test
  void aMillionSmallFramesAreNotRead() throws IOException {
    byte[] small =
        DeafSocket.frame(
            DeafSocket.TEXT, "{\"op\":\"ack\",\"seq\":0}".getBytes(StandardCharsets.US_ASCII));
    assertCutOff(small);
  }

  @Test
  void aMessageOfAMillionSmallPartsIsNotRead() throws IOException {
    try (DeafSocket parts = DeafSocket.hello(network.webSocket(), network.token(name))) {
      parts.write(DeafSocket.frame(DeafSocket.TEXT_BEGIN, new byte[] {'{'}));
      assertCutOff(parts, DeafSocket.frame(DeafSocket.CONTINUATION, new byte[] {' '}));
    }
    try (DeafSocket nothing = DeafSocket.hello(network.webSocket(), network.token(name))) {
      nothing.write(DeafSocket.frame(DeafSocket.TEXT_BEGIN, new byte[] {'{'}));
      assertCutOff(nothing, DeafSocket.frame(DeafSocket.CONTINUATION, new byte[0]));
    }
  }

  private void assertCutOff(byte[] frame) throws IOException {
    try (DeafSocket flooder = DeafSocket.hello(network.webSocket(), network.token(name))) {
      assertCutOff(flooder, frame);
    }
  }

  private static void assertCutOff(DeafSocket flooder, byte[] frame) {
    flooder.flood(frame);
    Awaitility.await().until(flooder::isCutOff);
    assertThat(flooder.sent() / frame.length).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"send\",\"address\":\"node.2001\",\"body\":{}}",
        "{\"type\":\"register\",\"address\":\"node.2001\"}",
        "{\"op\":\"publish\",\"address\":\"node.1001\",\"body\":{}}",
      })
  void theEventBusHasNoDoorForClients(String frame) {
    RawSocket socket = RawSocket.welcomed(network, name).send(frame);
    assertThat(socket.next("error").getString("code")).isEqualTo("UNKNOWN_OP");
    for (String path : List.of("/eventbus", "/eventbus/websocket", "/bridge")) {
      assertThat(network.get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aClientReachesNoNodeButItsLobbyAndServicesAndOfThoseNoMethod() {
    RawSocket socket = RawSocket.welcomed(network, name);
    for (int node : new int[] {1001, 2001, 9001, 1, Integer.MAX_VALUE}) {
      socket.send(notify("daily", "DailyClientSystem", "PlayerRecvEvent", node));
      assertThat(socket.next("error").getString("code")).isEqualTo("NO_SERVICE");
    }
    // RPC modules and the engine, by the names that nodes use.
    for (String namespace : List.of("delos.sessions", "delos.players", "daily_service")) {
      socket.send(notify(namespace, "DailyServiceSystem", "claim", 3001));
      assertThat(socket.next("error").getString("code")).isEqualTo("UNKNOWN_EVENT");
    }
    socket.send(notify("Minecraft", "Engine", "ServerWillShutDownEvent", 3001));
    assertThat(socket.next("error").getString("code")).isEqualTo("UNKNOWN_EVENT");
  }

  private static String notify(String namespace, String system, String event, int serverId) {
    return RawSocket.event(namespace, system, event, new JsonObject())
        .put("serverId", serverId)
        .encode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/../../../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "/..%5c..%5cpom.xml",
        "/..\\..\\pom.xml",
        "/....//....//etc/passwd",
        "//etc/passwd",
        "/%00/../logback.xml",
        "/index.html%00.js",
        "/delos/../../logback.xml",
        "/./../conf/delos.json",
        "/conf/delos.json",
        "/dev/delos/launcher/Main.class",
        "/META-INF/MANIFEST.MF",
        "http://127.0.0.1/../logback.xml",
      })
  void noPathLeadsOutOfThePage(String path) throws IOException {
    String answer = get(path);
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404).*");
    assertThat(answer).doesNotContain("root:").doesNotContain("<configuration").doesNotContain("{");
  }

  /** As it is: a client of HTTP would mend the path. */
  private static String get(String path) throws IOException {
    URI page = network.page();
    try (Socket socket = new Socket(page.getHost(), page.getPort())) {
      socket.setSoTimeout(5_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        answer.write(read);
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void noCommandOfOperatorsRunsWithoutTheirToken() {
    String list = new JsonObject(network.operator("/nothing", "{}").body()).getString("message");
    List<String> commands =
        Pattern.compile("/[a-z][a-zA-Z/-]+")
            .matcher(list.substring(list.indexOf("allowed:")))
            .results()
            .map(command -> command.group())
            .toList();
    assertThat(commands).hasSizeGreaterThan(15);
    for (String command : commands) {
      for (Map<String, String> headers :
          List.of(
              Map.<String, String>of(),
              Map.of("Authorization", "Bearer " + network.token(name)),
              Map.of("Authorization", "bearer"),
              Map.of("Cookie", "token=x", "X-Forwarded-For", "127.0.0.1"))) {
        HttpResponse<String> answer = network.operator(command, "{}", headers);
        assertThat(answer.statusCode()).as(command).isEqualTo(401);
      }
      assertThat(network.get(command).statusCode()).as(command).isEqualTo(404);
    }
  }

  @Test
  void aTokenThatIsShownAgainOnlyTakesThePlaceOfTheOneBefore() {
    String token = network.token(name);
    RawSocket first = RawSocket.connect(network.vertx(), network.webSocket()).hello(token);
    first.next("welcome");
    RawSocket second = RawSocket.connect(network.vertx(), network.webSocket()).hello(token);
    assertThat(second.next("welcome").getString("uid")).isEqualTo("guest:" + name);
    assertThat(first.closeCode()).isEqualTo(CloseCode.LOGGED_IN_ELSEWHERE.code());
  }
}
