package dev.delos.processes;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.database.TestDatabase;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Two processes of several nodes each, with a relay before each port that one tells the other. */
final class TwoSites implements AutoCloseable {
  /** A proxy and a lobby. */
  static final int EDGE = 0;

  /** A proxy, a lobby, the service and the master. */
  static final int CORE = 1;

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestDatabase database = TestDatabase.create();
  private final String clusterName = "test-" + UUID.randomUUID();
  private final List<Site> sites;

  /** One process: where it is reached, by whom, and what it is. */
  private record Site(
      ConfFolder conf,
      int hazelcastPort,
      int busPort,
      Relay hazelcast,
      Relay bus,
      int page,
      int health) {}

  private DelosProcess edge;
  private DelosProcess core;

  private TwoSites(Vertx vertx, Path directory) {
    sites = List.of(site(vertx, directory.resolve("edge")), site(vertx, directory.resolve("core")));
    for (String file : List.of("service.json", "master.json")) {
      sites.get(EDGE).conf().delete(file);
    }
    try {
      prepare(EDGE, 1001, 2001);
      prepare(CORE, 1002, 2002);
      core = run(CORE).awaitReady();
      edge = run(EDGE).awaitReady();
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  static TwoSites start(Vertx vertx, Path directory) {
    return new TwoSites(vertx, directory);
  }

  private static Site site(Vertx vertx, Path directory) {
    int hazelcast = FreePort.find();
    int bus = FreePort.find();
    return new Site(
        ConfFolder.copyTo(directory),
        hazelcast,
        bus,
        Relay.to(vertx, hazelcast),
        Relay.to(vertx, bus),
        FreePort.find(),
        FreePort.find());
  }

  private void prepare(int index, int proxyId, int lobbyId) {
    Site site = sites.get(index);
    site.conf()
        .change("delos.json", json -> json.put("minimumMembers", 2))
        .change("lobby.json", json -> json.put("serverId", lobbyId))
        .change(
            "proxy.json",
            json ->
                json.put("serverId", proxyId)
                    .put("port", site.page())
                    .put("health", new JsonObject().put("port", site.health())))
        .write("cluster.yaml", yaml(site, sites.get(1 - index)));
  }

  private String yaml(Site own, Site other) {
    return QuickCluster.of(
            read(own.conf().path().resolve("cluster.yaml")), ProcessNetwork.PROCESSES)
        .replaceFirst("cluster-name: \\S+", "cluster-name: " + clusterName)
        .replaceFirst("port: \\d+", "port: " + own.hazelcastPort())
        .replace("auto-increment: true", "auto-increment: false")
        .replaceFirst(
            "(endpoint-config:\n)",
            "$1      public-address: 127.0.0.1:" + own.hazelcast().port() + "\n")
        .replaceFirst("(member-list:\n +)- 127.0.0.1", "$1- 127.0.0.1:" + other.hazelcast().port());
  }

  private DelosProcess run(int index) {
    Site site = sites.get(index);
    return DelosProcess.runRole(
        site.conf(),
        "",
        Map.of(ConfigLoader.DATABASE_URL, database.connectionString()),
        "-cluster-host",
        "127.0.0.1",
        "-cluster-port",
        Integer.toString(site.busPort()),
        "-cluster-public-host",
        "127.0.0.1",
        "-cluster-public-port",
        Integer.toString(site.bus().port()));
  }

  URI page(int index) {
    return URI.create("http://127.0.0.1:" + sites.get(index).page() + "/");
  }

  /** Whether a process says that it is ready: it isn't while it sees no other. */
  boolean isReady(int index) throws IOException, InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + sites.get(index).health() + "/health/ready");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  boolean areAlive() {
    return edge.isAlive() && core.isAlive();
  }

  void cut() {
    relays().forEach(Relay::cut);
  }

  void heal() {
    relays().forEach(Relay::heal);
  }

  private Stream<Relay> relays() {
    return sites.stream().flatMap(site -> Stream.of(site.hazelcast(), site.bus()));
  }

  @Override
  public void close() {
    Stream.of(edge, core).filter(process -> process != null).forEach(DelosProcess::kill);
    database.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
