package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.TestAuthority;
import dev.delos.config.BusTls;
import dev.delos.config.PemFiles;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no certificate of the network's authority has no part in its event bus. */
class BusTlsTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @TempDir Path directory;
  private TestCluster cluster;

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void whoHasNoCertificateNeitherHearsNorIsHeard() {
    cluster = new TestCluster(directory);
    TestAuthority ours = new TestAuthority(directory.resolve("ours"));
    TestAuthority theirs = new TestAuthority(directory.resolve("theirs"));
    Vertx first = cluster.join(secured(ours, ours, "first"));
    Vertx second = cluster.join(secured(ours, ours, "second"));
    listen(first, "first");
    listen(second, "second");
    Awaitility.await().until(() -> isHeard(second, "first") && isHeard(first, "second"));
    heard.clear();

    Vertx plain = cluster.join();
    Vertx forged = cluster.join(secured(theirs, ours, "forged"));
    listen(plain, "plain");
    listen(forged, "forged");
    List<Future<Boolean>> tries =
        List.of(
            hears(plain, "first"),
            hears(plain, "second"),
            hears(forged, "first"),
            hears(forged, "second"),
            hears(first, "plain"),
            hears(first, "forged"));
    assertThat(tries).extracting(Await::get).containsOnly(false);
    assertThat(heard).isEmpty();
    assertThat(isHeard(second, "first")).isTrue();
  }

  private void listen(Vertx member, String address) {
    Await.get(
        member
            .eventBus()
            .<String>consumer(
                address,
                message -> {
                  heard.add(address);
                  message.reply("");
                })
            .completion());
  }

  private static boolean isHeard(Vertx from, String address) {
    return Await.get(hears(from, address));
  }

  private static Future<Boolean> hears(Vertx from, String address) {
    return from.eventBus()
        .request(address, "", new DeliveryOptions().setSendTimeout(1_000))
        .map(true)
        .otherwise(false);
  }

  /** With a certificate of one authority, and trust in another. */
  private VertxOptions secured(TestAuthority signer, TestAuthority trusted, String name) {
    X509Bundle certificate = signer.sign(name);
    PemFiles files =
        new PemFiles(
            signer.write(name + ".pem", certificate.getCertificatePathPEM()),
            signer.write(name + ".key", certificate.getPrivateKeyPEM()),
            "delos.json",
            "busTls");
    VertxOptions options = new VertxOptions();
    ClusterOptions.secure(options.getEventBusOptions(), new BusTls(files, trusted.file()));
    return options;
  }
}
