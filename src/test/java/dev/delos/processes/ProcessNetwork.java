package dev.delos.processes;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.database.TestDatabase;
import dev.delos.docs.ExampleJar;
import dev.delos.launcher.DelosProcess;
import dev.delos.sdk.Mod;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two proxies, lobbies, services and masters, each a process, on one database. */
final class ProcessNetwork implements AutoCloseable {
  static final List<Integer> PROXIES = List.of(1001, 1002);
  static final List<Integer> LOBBIES = List.of(2001, 2002);
  static final List<Integer> SERVICES = List.of(3001, 3002);
  static final List<Integer> MASTERS = List.of(9001, 9002);

  /** The nodes, and the caller of the tests. */
  static final int PROCESSES = 9;

  private static final String OPERATORS = "the-operators-token-of-these-tests";

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestDatabase database = TestDatabase.create();
  private final Map<Integer, DelosProcess> processes = new LinkedHashMap<>();
  private final Map<Integer, Integer> ports = new HashMap<>();
  private final ConfFolder conf;

  private ProcessNetwork(Path directory) {
    conf = ConfFolder.copyTo(directory);
    conf.write("cluster.yaml", QuickCluster.of(read("cluster.yaml"), PROCESSES));
    PROXIES.forEach(serverId -> describe(serverId, "proxy.json"));
    LOBBIES.forEach(serverId -> describe(serverId, "lobby.json"));
    SERVICES.forEach(serverId -> describe(serverId, "service.json"));
    MASTERS.forEach(serverId -> describe(serverId, "master.json"));
  }

  /** The configuration, with nothing running yet but the database. */
  static ProcessNetwork prepare(Path directory) {
    return new ProcessNetwork(directory);
  }

  /** Has lobbies and services run a mod of the documents, too; before any of them starts. */
  ProcessNetwork with(Class<? extends Mod> mod, Path resources) {
    String name = mod.getSimpleName().replace("Mod", "").toLowerCase(Locale.ROOT);
    Path folder = conf.path().resolve("mods").resolve(name);
    ExampleJar.write(conf.path().resolveSibling("mods").resolve(name + ".jar"), mod, resources);
    try {
      Files.createDirectories(folder);
      Files.copy(resources.resolve("mod.json"), folder.resolve("mod.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List.of(LOBBIES, SERVICES)
        .forEach(
            nodes ->
                nodes.forEach(
                    serverId ->
                        conf.change(file(serverId), json -> json.getJsonArray("mods").add(name))));
    return this;
  }

  /** How long a process may be silent until the others take it for dead. */
  void givesUpAfter(int seconds) {
    conf.write(
        "cluster.yaml",
        read("cluster.yaml")
            .replaceFirst("no.heartbeat.seconds: \\d+", "no.heartbeat.seconds: " + seconds));
  }

  TestDatabase database() {
    return database;
  }

  private void describe(int serverId, String like) {
    JsonObject json = new JsonObject(read(like)).put("serverId", serverId);
    if (json.containsKey("port")) {
      // One that stays the same when the node starts again.
      ports.put(serverId, FreePort.find());
      json.put("port", ports.get(serverId));
    }
    conf.write(file(serverId), json.encode());
  }

  private static String file(int serverId) {
    return "node" + serverId + ".json";
  }

  Path clusterFile() {
    return conf.path().resolve("cluster.yaml");
  }

  /** Starts a node's process; {@link DelosProcess#awaitReady} waits for it. */
  DelosProcess start(int serverId) {
    DelosProcess process = run(serverId);
    processes.put(serverId, process);
    return process;
  }

  /** Starts a second process for a node; it is its starter's to end. */
  DelosProcess startTwin(int serverId) {
    return run(serverId);
  }

  private DelosProcess run(int serverId) {
    Map<String, String> environment =
        Map.of(
            ConfigLoader.DATABASE_URL,
            database.connectionString(),
            "DELOS_OPERATOR_TOKEN",
            OPERATORS);
    return DelosProcess.runRole(conf, file(serverId), environment);
  }

  /** The process of a node, as it was started last. */
  DelosProcess process(int serverId) {
    return processes.get(serverId);
  }

  /** What all processes have logged. */
  String logs() {
    StringBuilder text = new StringBuilder();
    processes.forEach(
        (serverId, process) ->
            text.append("== ").append(serverId).append('\n').append(process.err()));
    return text.toString();
  }

  /** The address of a proxy's page. */
  URI page(int proxyId) {
    return URI.create("http://127.0.0.1:" + ports.get(proxyId) + "/");
  }

  List<URI> pages() {
    return PROXIES.stream().map(this::page).toList();
  }

  /** Has a master run an operator's command; what it answers, whatever the status. */
  JsonObject operator(int masterId, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(masterId) + path))
            .timeout(Duration.ofSeconds(8))
            .header("Authorization", "Bearer " + OPERATORS)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** Ends all processes, frozen or not, at once. */
  @Override
  public void close() {
    processes.values().forEach(DelosProcess::kill);
    database.close();
  }

  private String read(String file) {
    try {
      return Files.readString(conf.path().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
