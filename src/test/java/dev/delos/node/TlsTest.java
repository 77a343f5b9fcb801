package dev.delos.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.TestAuthority;
import dev.delos.client.ConnectionClosedException;
import dev.delos.client.DelosClient;
import dev.delos.config.ConfigException;
import dev.delos.config.PemFiles;
import dev.delos.config.TlsConfig;
import dev.delos.protocol.Frame;
import dev.delos.protocol.FrameCodec;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy's port with TLS, whose certificate is changed while it runs. */
class TlsTest {
  private final EdgeNetwork network = new EdgeNetwork();

  /** Held, as Vert.x closes a client that nobody holds. */
  private final List<WebSocketClient> held = new ArrayList<>();

  @TempDir Path directory;
  private TestAuthority authority;

  @BeforeEach
  void makeCertificate() {
    authority = new TestAuthority(directory);
    write(authority.sign("first"));
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void aClientComesInByTlsAndNotWithout() {
    network.lobby(2001).proxy(1001, tls());
    for (String version : Set.of("TLSv1.2", "TLSv1.3")) {
      WebSocket socket = Await.get(connect(Set.of(version)));
      assertThat(nameOf(socket)).isEqualTo("CN=first");
      assertThat(welcome(socket).uid()).isEqualTo("ann");
    }
    Throwable plain =
        Await.failure(
            network
                .vertx()
                .createWebSocketClient()
                .connect(network.url(1001).getPort(), "127.0.0.1", "/ws"));
    assertThat(plain).isNotInstanceOf(UpgradeRejectedException.class);
  }

  @Test
  void theJavaClientComesInByTls() {
    network.lobby(2001).proxy(1001, tls());
    WebSocketClient trusting =
        network
            .vertx()
            .createWebSocketClient(DelosClient.webSocketOptions().setTrustOptions(trust()));
    held.add(trusting);
    DelosClient client =
        DelosClient.sharing(
            network.vertx(), trusting, List.of(new ProbeMod(network.journal())), Clock.systemUTC());
    URI url = URI.create(network.url(1001).toString().replace("ws://", "wss://"));
    Await.get(client.connectOnce(url, network.token("ann")));
    EdgeNetwork.probe(client).say("safely");
    Awaitility.await()
        .until(() -> EdgeNetwork.probe(client).heard().equals(List.of("2001 safely")));
    assertThat(Await.failure(network.newClient().connectOnce(url, network.token("bob"))))
        .as("an authority that nobody knows")
        .isInstanceOf(ConnectionClosedException.class);
    Await.get(client.close());
  }

  private PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(authority.file().toString());
  }

  @Test
  void aNewCertificateIsTakenWithoutARestartOnceItsKeyIsThereToo() {
    network.lobby(2001).proxy(1001, tls());
    WebSocket old = Await.get(connect(Set.of("TLSv1.3")));
    welcome(old);
    X509Bundle second = authority.sign("second");
    authority.write("cert.pem", second.getCertificatePathPEM());
    Await.get(network.vertx().timer(100));
    assertThat(nameOf(Await.get(connect(Set.of("TLSv1.3"))))).isEqualTo("CN=first");
    authority.write("key.pem", second.getPrivateKeyPEM());
    Awaitility.await()
        .until(() -> nameOf(Await.get(connect(Set.of("TLSv1.3")))).equals("CN=second"));
    assertThat(old.isClosed()).isFalse();
  }

  @Test
  void whatIsNoCertificateOrNotItsKeyStopsTheStart() {
    authority.write("key.pem", authority.sign("other").getPrivateKeyPEM());
    assertThat(startFailure())
        .hasMessage("proxy.json: tls.keyFile: found another key, allowed: the certificate's key");
    authority.write("key.pem", "nonsense");
    assertThat(startFailure()).hasMessageStartingWith("proxy.json: tls: found ");
  }

  private Throwable startFailure() {
    try {
      network.proxy(1001, tls());
    } catch (RuntimeException | AssertionError e) {
      Throwable cause = e;
      while (cause.getCause() != null && !(cause instanceof ConfigException)) {
        cause = cause.getCause();
      }
      return cause;
    }
    throw new AssertionError("it started");
  }

  private TlsConfig tls() {
    return new TlsConfig(
        Optional.of(
            new PemFiles(
                directory.resolve("cert.pem"), directory.resolve("key.pem"), "proxy.json", "tls")),
        Duration.ofMillis(20),
        false);
  }

  private void write(X509Bundle certificate) {
    authority.write("cert.pem", certificate.getCertificatePathPEM());
    authority.write("key.pem", certificate.getPrivateKeyPEM());
  }

  private Future<WebSocket> connect(Set<String> protocols) {
    WebSocketClient client =
        network
            .vertx()
            .createWebSocketClient(
                new WebSocketClientOptions()
                    .setSsl(true)
                    .setEnabledSecureTransportProtocols(protocols)
                    .setTrustOptions(trust()));
    held.add(client);
    return client.connect(network.url(1001).getPort(), "127.0.0.1", "/ws");
  }

  private static String nameOf(WebSocket socket) {
    try {
      X509Certificate certificate = (X509Certificate) socket.sslSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    } catch (SSLPeerUnverifiedException e) {
      throw new AssertionError(e);
    }
  }

  private Frame.Welcome welcome(WebSocket socket) {
    Promise<Frame.FromProxy> first = Promise.promise();
    socket.textMessageHandler(text -> first.tryComplete(FrameCodec.decodeFromProxy(text)));
    Await.get(socket.writeTextMessage(FrameCodec.encode(new Frame.Hello(1, network.token("ann")))));
    return (Frame.Welcome) Await.get(first.future());
  }
}
