package dev.delos.chaos;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.database.ChaosDatabase;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Two proxies, lobbies, services and masters, each a process, on a PostgreSQL of their own. */
final class ChaosNetwork implements AutoCloseable {
  static final List<Integer> PROXIES = List.of(1001, 1002);
  static final List<Integer> NODES = List.of(3001, 2001, 9001, 1001, 3002, 2002, 9002, 1002);

  private static final Map<Integer, String> ROLES =
      Map.of(1, "proxy.json", 2, "lobby.json", 3, "service.json", 9, "master.json");

  private final Path jar;
  private final ChaosDatabase database;
  private final ConfFolder conf;
  private final Map<Integer, DelosProcess> processes = new LinkedHashMap<>();
  private final Map<Integer, Integer> ports = new HashMap<>();

  private ChaosNetwork(Path directory, Path jar) throws IOException, URISyntaxException {
    this.jar = jar;
    this.database = ChaosDatabase.start(directory.resolve("database"));
    this.conf = ConfFolder.copyTo(directory);
    ModJar.write(directory.resolve("mods").resolve("lossy.jar"), LossyMod.class);
    Path lossy = Files.createDirectories(conf.path().resolve("mods").resolve("lossy"));
    Files.writeString(
        lossy.resolve("mod.json"),
        new JsonObject()
            .put("name", "lossy")
            .put("version", "1.0.0")
            .put("module_names", new JsonArray())
            .put("config", new JsonObject())
            .encode());
    conf.write(
        "cluster.yaml",
        QuickCluster.of(Files.readString(conf.path().resolve("cluster.yaml")), NODES.size()));
    for (int serverId : NODES) {
      describe(serverId);
    }
  }

  /**
   * Starts all processes.
   *
   * @param directory for all that they write
   * @param jar what they run
   */
  static ChaosNetwork start(Path directory, Path jar) throws IOException, URISyntaxException {
    ChaosNetwork network = new ChaosNetwork(directory, jar);
    try {
      network.restart(NODES.get(0));
      network.processes.get(NODES.get(0)).awaitReady();
      NODES.stream().skip(1).forEach(network::restart);
      network.processes.values().forEach(DelosProcess::awaitReady);
      return network;
    } catch (RuntimeException | Error e) {
      String logs = network.logs();
      network.close();
      throw new AssertionError(logs, e);
    }
  }

  private void describe(int serverId) throws IOException {
    String like = ROLES.get(serverId / 1_000);
    JsonObject json =
        new JsonObject(Files.readString(conf.path().resolve(like))).put("serverId", serverId);
    if (json.containsKey("port")) {
      ports.put(serverId, FreePort.find());
      json.put("port", ports.get(serverId));
    }
    if (json.containsKey("mods")) {
      json.put("mods", new JsonArray().add("lossy").add("daily"));
    }
    conf.write("node" + serverId + ".json", json.encode());
  }

  ChaosDatabase database() {
    return database;
  }

  /** The page of a proxy. */
  URI page(int proxyId) {
    return URI.create("http://127.0.0.1:" + ports.get(proxyId) + "/");
  }

  DelosProcess process(int serverId) {
    return processes.get(serverId);
  }

  /** Starts a node, be it for the first time or after its end. */
  void restart(int serverId) {
    processes.put(
        serverId,
        DelosProcess.runRole(
            jar,
            conf,
            "node" + serverId + ".json",
            Map.of(ConfigLoader.DATABASE_URL, database.connectionString())));
  }

  /** Starts whatever has ended, and waits until all are ready. */
  void makeWhole() {
    for (int serverId : NODES) {
      if (!process(serverId).isAlive()) {
        restart(serverId);
      }
    }
    // One that finds its earlier life's id still taken gives up: once more.
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              boolean whole = true;
              for (int serverId : NODES) {
                DelosProcess process = process(serverId);
                if (!process.isAlive()) {
                  restart(serverId);
                  whole = false;
                } else {
                  whole &= process.out().contains("is ready");
                }
              }
              return whole;
            });
  }

  /** What the processes have logged. */
  String logs() {
    StringBuilder text = new StringBuilder();
    processes.forEach(
        (serverId, process) ->
            text.append("== ").append(serverId).append('\n').append(process.err()));
    return text.toString();
  }

  @Override
  public void close() {
    processes.values().forEach(DelosProcess::kill);
    database.close();
  }
}
