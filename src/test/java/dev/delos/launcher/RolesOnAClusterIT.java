package dev.delos.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.database.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role a process of its own, on a Hazelcast cluster and one database. */
class RolesOnAClusterIT {
  @TempDir Path directory;

  private final List<DelosProcess> processes = new ArrayList<>();
  private TestDatabase database;
  private ConfFolder conf;
  private URI page;

  @BeforeEach
  void start() throws IOException {
    database = TestDatabase.create();
    conf = ConfFolder.copyTo(directory);
    String yaml = Files.readString(conf.path().resolve("cluster.yaml"));
    conf.write(
        "cluster.yaml",
        yaml.replace("cluster-name: delos", "cluster-name: test-" + UUID.randomUUID())
            .replace("port: 5701", "port: " + freePort()));
    copyRole("service.json", "service2.json", 3002);
    run("service.json").awaitReady();
    run("lobby.json");
    run("master.json");
    page = run("proxy.json").awaitReady().page();
    processes.forEach(DelosProcess::awaitReady);
  }

  @AfterEach
  void stop() {
    processes.forEach(DelosProcess::terminate);
    processes.forEach(DelosProcess::close);
    database.close();
  }

  @Test
  void theSignInCrossesProcessesAndOutlivesTheKilledService() {
    assertThat(claim("alice").getString("code")).isEqualTo("CLAIMED");
    run("service2.json").awaitReady();
    processes.get(0).kill();
    long killed = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(claim("alice").getString("code")).isEqualTo("ALREADY_CLAIMED"));
    System.out.printf(
        "kill -9 of the service to the first good answer of the other: %d ms%n",
        (System.nanoTime() - killed) / 1_000_000);
    assertThat(claim("bob").getString("code")).isEqualTo("CLAIMED");
  }

  @Test
  void aSecondNodeOfTheSameIdIsRefused() {
    DelosProcess twin = run("lobby.json");
    assertThat(twin.exitCode(Duration.ofSeconds(60))).isEqualTo(78);
    assertThat(twin.err())
        .contains("lobby.json: serverId: found 2001, which another node of the network has");
    assertThat(claim("carol").getString("code")).isEqualTo("CLAIMED");
  }

  private DelosProcess run(String file) {
    Map<String, String> environment =
        Map.of(ConfigLoader.DATABASE_URL, database.connectionString());
    DelosProcess process = DelosProcess.runRole(conf, file, environment);
    processes.add(process);
    return process;
  }

  /** Events are best effort: while a node is dying, an answer may never come. */
  private JsonObject claim(String name) {
    try (GuestClient guest = GuestClient.connect(page, name)) {
      return Await.get(guest.daily().claimToday().timeout(6, TimeUnit.SECONDS));
    }
  }

  private void copyRole(String from, String to, int serverId) throws IOException {
    JsonObject json = new JsonObject(Files.readString(conf.path().resolve(from)));
    conf.write(to, json.put("serverId", serverId).encode());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
