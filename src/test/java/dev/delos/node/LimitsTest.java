package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.TestNode;
import dev.delos.config.ClientLimits;
import dev.delos.config.EdgeConfig;
import dev.delos.config.EdgeConfig.ForwardedHeader;
import dev.delos.launcher.RawSocket;
import dev.delos.protocol.CloseCode;
import dev.delos.protocol.PlayerCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much a proxy takes: of a connection, an account, an address, and as a whole. */
class LimitsTest {
  private final EdgeNetwork network = new EdgeNetwork();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void moreFramesThanAllowedEndTheConnectionAndTheSessionWaits() {
    begin(new ClientLimits(100, 100, 100, 100, 100, 10, 100));
    RawSocket socket = from("198.51.100.1");
    JsonObject welcome = login(socket, "ann");
    for (int i = 0; i < 150; i++) {
      var unused = socket.sendLater("{\"op\":\"ack\",\"seq\":0}");
    }
    assertThat(socket.next("bye").getString("message")).contains("10 frames and 100 KiB a second");
    assertThat(socket.closeCode()).isEqualTo(CloseCode.RATE_LIMITED.code());
    assertThat(network.online("ann")).isPresent();
    // The account has no more for having a new connection, or another address.
    RawSocket again = from("203.0.113.9");
    again.resume(network.token("ann"), welcome.getString("id"), 0).next("welcome");
    for (int i = 0; i < 20; i++) {
      var unused = again.sendLater("{\"op\":\"ack\",\"seq\":0}");
    }
    assertThat(again.closeCode()).isEqualTo(CloseCode.RATE_LIMITED.code());
    assertThat(network.measured("delos_proxy_closed_total", "RATE_LIMITED")).isEqualTo(2);
  }

  @Test
  void moreBytesThanAllowedEndTheConnection() {
    begin(new ClientLimits(100, 100, 100, 100, 100, 1000, 2));
    RawSocket socket = from("198.51.100.1");
    login(socket, "ann");
    JsonObject large = new JsonObject().put("text", "x".repeat(15_000));
    for (int i = 0; i < 2; i++) {
      var unused = socket.sendLater(say(large));
    }
    assertThat(socket.closeCode()).isEqualTo(CloseCode.RATE_LIMITED.code());
  }

  @Test
  void anAddressHasSoManyConnectionsAndAnotherOneItsOwn() {
    begin(new ClientLimits(100, 2, 100, 100, 100, 100, 100));
    RawSocket first = from("198.51.100.1");
    from("198.51.100.1");
    RawSocket third = from("198.51.100.1");
    assertThat(third.next("bye").getString("message"))
        .isEqualTo("connections of 198.51.100.1: allowed: 2");
    assertThat(third.closeCode()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
    login(from("198.51.100.2"), "bob");
    first.cut();
    Awaitility.await().until(() -> network.measured("delos_proxy_connections", "1001") == 2);
    login(from("198.51.100.1"), "ann");
  }

  @Test
  void ofIpv6TheNetworkCounts() {
    begin(new ClientLimits(100, 1, 100, 100, 100, 100, 100));
    from("2001:db8:1:2::1");
    assertThat(from("2001:db8:1:2:ffff::9").next("bye").getString("message"))
        .isEqualTo("connections of 2001:db8:1:2::/64: allowed: 1");
    login(from("2001:db8:1:3::1"), "ann");
  }

  @Test
  void theProxyHasSoManyConnections() {
    begin(new ClientLimits(2, 100, 100, 100, 100, 100, 100));
    from("198.51.100.1");
    RawSocket second = from("198.51.100.2");
    assertThat(from("198.51.100.3").closeCode()).isEqualTo(CloseCode.BUSY.code());
    login(second, "ann");
  }

  @Test
  void anAddressHasSoManyLogins() throws Exception {
    begin(new ClientLimits(100, 100, 100, 3, 100, 100, 100));
    assertThat(askForToken("198.51.100.1")).isEqualTo(200);
    login(from("198.51.100.1"), "ann");
    assertThat(from("198.51.100.1").hello("forged").closeCode())
        .isEqualTo(CloseCode.TOKEN_INVALID.code());
    assertThat(from("198.51.100.1").hello("forged").closeCode())
        .isEqualTo(CloseCode.RATE_LIMITED.code());
    assertThat(askForToken("198.51.100.1")).isEqualTo(429);
    login(from("198.51.100.2"), "bob");
  }

  @Test
  void anAccountHasSoManyLoginsFromWherever() {
    begin(new ClientLimits(100, 100, 100, 100, 3, 100, 100));
    for (int i = 0; i < 3; i++) {
      login(from("198.51.100." + i), "ann");
    }
    RawSocket fourth = from("198.51.100.9").hello(network.token("ann"));
    assertThat(fourth.next("bye").getString("message"))
        .isEqualTo("logins of the account: allowed: 3 a minute");
    login(from("198.51.100.9"), "bob");
  }

  @Test
  void soManyLoginsAreUnderWayAtOnce() {
    network.proxy(1001, edge(new ClientLimits(100, 100, 2, 100, 100, 100, 100)));
    List<Promise<JsonObject>> answers = new ArrayList<>();
    TestNode lobby =
        network
            .scripted(2009, "lobby")
            .answers(
                PlayerCalls.MODULE,
                PlayerCalls.JOIN,
                request -> {
                  Promise<JsonObject> answer = Promise.promise();
                  answers.add(answer);
                  return answer.future();
                });
    network.awaitSeen(2009);
    RawSocket ann = from("198.51.100.1").hello(network.token("ann"));
    from("198.51.100.2").hello(network.token("bob"));
    Awaitility.await().until(() -> network.measured("delos_proxy_logins", "1001") == 2);
    RawSocket third = from("198.51.100.3").hello(network.token("eve"));
    assertThat(third.closeCode()).isEqualTo(CloseCode.BUSY.code());
    Awaitility.await().until(() -> answers.size() == 2);
    lobby.does(node -> answers.forEach(answer -> answer.complete(new JsonObject())));
    ann.next("welcome");
    Awaitility.await().until(() -> network.measured("delos_proxy_logins", "1001") == 0);
  }

  @Test
  void onlyATrustedProxyIsBelievedAndOnlyItsOwnWord() {
    network.lobby(2001);
    ClientLimits one = new ClientLimits(100, 1, 100, 100, 100, 100, 100);
    network.proxy(1001, edge(one));
    // What the client put before the trusted proxy's word is the client's.
    from("198.51.100.1");
    assertThat(from("10.9.9.9, 198.51.100.1").closeCode())
        .isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
    network.proxy(
        1002,
        new EdgeConfig(
            one, List.of("127.0.0.0/8", "10.0.0.0/8"), ForwardedHeader.FORWARDED, List.of()));
    String chain = "for=192.0.2.1, for=\"[2001:db8::7]:4711\";proto=https, for=10.1.2.3:80";
    from(1002, Map.of("Forwarded", chain, "X-Forwarded-For", "192.0.2.77"));
    assertThat(from(1002, Map.of("Forwarded", "for=\"[2001:DB8::8]\"")).closeCode())
        .isEqualTo(CloseCode.TOO_MANY_CONNECTIONS.code());
    // Without a word of it, or with none that is an address, the peer itself counts.
    login(from(1002, Map.of("Forwarded", "for=unknown")), "ann");
  }

  @Test
  void nobodyIsBelievedUnlessConfigured() {
    network.lobby(2001);
    network.proxy(
        1001,
        new EdgeConfig(
            new ClientLimits(100, 1, 100, 100, 100, 100, 100),
            List.of(),
            ForwardedHeader.X_FORWARDED_FOR,
            List.of()));
    // All of them are of this machine, which has no limits by address.
    for (int i = 0; i < 3; i++) {
      login(from("198.51.100.1"), "p" + i);
    }
  }

  @Test
  void aPageOfAnotherSiteMayNotConnect() {
    network.lobby(2001);
    network.proxy(1001);
    network.proxy(
        1002,
        new EdgeConfig(
            ClientLimits.DEFAULT,
            List.of(),
            ForwardedHeader.X_FORWARDED_FOR,
            List.of("https://play.example")));
    String ours = "http://" + network.url(1001).getAuthority();
    login(from(1001, Map.of("Origin", ours)), "ann");
    login(from(1002, Map.of("Origin", "https://play.example")), "bob");
    for (Future<RawSocket> refused :
        List.of(
            connecting(1001, Map.of("Origin", "https://evil.example")),
            connecting(1001, Map.of("Origin", "null")),
            connecting(1002, Map.of("Origin", "https://play.example.evil.example")),
            connecting(1002, Map.of("Origin", ours)))) {
      assertThat(Await.failure(refused)).hasMessageContaining("403");
    }
    assertThat(network.measured("delos_proxy_origin_refused_total", "")).isEqualTo(4);
  }

  @Test
  void whatHasEndedIsNotCountedAnyMore() throws IOException {
    begin(ClientLimits.DEFAULT);
    RawSocket socket = from("198.51.100.1");
    login(socket, "ann");
    URI url = network.url(1001);
    try (Socket silent = new Socket(url.getHost(), url.getPort())) {
      Awaitility.await().until(() -> network.measured("delos_proxy_tcp_connections", "1001") == 2);
      silent.getOutputStream().write(0);
    }
    socket.cut();
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(network.measured("delos_proxy_tcp_connections", "1001")).isZero();
              assertThat(network.measured("delos_proxy_connections", "1001")).isZero();
            });
  }

  private void begin(ClientLimits limits) {
    network.lobby(2001).proxy(1001, edge(limits));
  }

  /** The tests stand before the proxy, and say for whom. */
  private static EdgeConfig edge(ClientLimits limits) {
    return new EdgeConfig(
        limits, List.of("127.0.0.1/32"), ForwardedHeader.X_FORWARDED_FOR, List.of());
  }

  private RawSocket from(String address) {
    return from(1001, Map.of("X-Forwarded-For", address));
  }

  private RawSocket from(int proxyId, Map<String, String> headers) {
    return Await.get(connecting(proxyId, headers));
  }

  private Future<RawSocket> connecting(int proxyId, Map<String, String> headers) {
    return RawSocket.connecting(network.vertx(), network.url(proxyId), headers);
  }

  private JsonObject login(RawSocket socket, String uid) {
    return socket.hello(network.token(uid)).next("welcome");
  }

  private int askForToken(String address) throws Exception {
    URI url = URI.create("http://" + network.url(1001).getAuthority() + "/login");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("X-Forwarded-For", address)
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"ann\"}"))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static String say(JsonObject data) {
    return RawSocket.event("probe", "Client", "Say", data).encode();
  }
}
