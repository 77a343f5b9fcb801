package dev.delos.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.client.DelosClient;
import dev.delos.cluster.TestCluster;
import dev.delos.cluster.TestNode;
import dev.delos.config.ConfigLoader;
import dev.delos.database.TestDatabase;
import dev.delos.launcher.Network;
import dev.delos.protocol.Frame;
import dev.delos.protocol.NodeInfo;
import dev.delos.sdk.BackendCalls;
import dev.delos.sdk.EngineEvents;
import dev.delos.sdk.ServiceCalls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Every role twice, on a cluster of two members: what has an odd id is in the one, the rest in the
 * other. All run the probe mod.
 */
final class ProbeNetwork implements AutoCloseable {
  static final int EAST_PROXY = 1001;
  static final int WEST_PROXY = 1002;
  static final int EAST_LOBBY = 2001;
  static final int WEST_LOBBY = 2002;
  static final int EAST_GAME = 2101;
  static final int WEST_GAME = 2102;
  static final int EAST_SERVICE = 3001;
  static final int WEST_SERVICE = 3002;
  static final int EAST_MASTER = 9001;
  static final int WEST_MASTER = 9002;

  /** A node with nothing on it, in the west, that sees into its own calls. */
  static final int TOOL = 4002;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final TestDatabase database = TestDatabase.create();
  private final TestCluster cluster;
  private final Vertx east;
  private final Vertx west;
  private final Vertx outside = Vertx.vertx();
  private final Map<Integer, Network> networks = new HashMap<>();
  private final List<Guest> guests = new ArrayList<>();
  private final List<Guest> witnesses = new ArrayList<>();
  private final TestNode tool;
  private int fences;
  private int confs;

  private ProbeNetwork(Path directory) {
    this.directory = directory;
    this.cluster = new TestCluster(directory);
    this.east = cluster.join();
    this.west = cluster.join();
    this.tool = TestNode.join(west, TOOL);
  }

  static ProbeNetwork start(Path directory) {
    ProbeNetwork network = new ProbeNetwork(directory);
    network.run(service(EAST_SERVICE), lobby(EAST_LOBBY), game(EAST_GAME), proxy(EAST_PROXY));
    network.run(service(WEST_SERVICE), lobby(WEST_LOBBY), game(WEST_GAME), proxy(WEST_PROXY));
    network.run(master(EAST_MASTER));
    network.run(master(WEST_MASTER));
    network.activeMaster();
    network.witnesses.add(network.guest("witness-2001", WEST_PROXY, EAST_LOBBY));
    network.witnesses.add(network.guest("witness-2002", EAST_PROXY, WEST_LOBBY));
    network.guests.clear();
    await().untilAsserted(network::fence);
    return network;
  }

  static JsonObject service(int serverId) {
    return node("service", serverId, "service_" + serverId);
  }

  static JsonObject lobby(int serverId) {
    return node("lobby", serverId, "lobby");
  }

  static JsonObject game(int serverId) {
    return node("game", serverId, "gameA");
  }

  static JsonObject master(int serverId) {
    return node("master", serverId, "master_" + serverId).put("port", 0);
  }

  private static JsonObject proxy(int serverId) {
    JsonObject proxy = node("proxy", serverId, "proxy").put("port", 0);
    proxy.remove("mods");
    return proxy;
  }

  private static JsonObject node(String role, int serverId, String type) {
    return new JsonObject()
        .put("role", role)
        .put("serverId", serverId)
        .put("type", type)
        .put("mods", new JsonArray().add(ProbeMod.NAME));
  }

  /** Runs nodes, all in the member where the first one belongs; returns once they are up. */
  void run(JsonObject... nodes) {
    Path conf = directory.resolve("conf" + ++confs);
    write(
        conf.resolve("delos.json"),
        new JsonObject()
            .put("mode", "dev")
            .put("dataDir", directory.resolve("data").toString())
            .put("database", new JsonObject().put("poolSize", 4)));
    write(
        conf.resolve("mods").resolve(ProbeMod.NAME).resolve("mod.json"),
        new JsonObject()
            .put("name", ProbeMod.NAME)
            .put("version", "1.0.0")
            .put("module_names", new JsonArray(ProbeMod.MODULES))
            .put("config", new JsonObject()));
    for (JsonObject node : nodes) {
      write(conf.resolve(node.getInteger("serverId") + ".json"), node);
    }
    Map<String, String> environment =
        Map.of(ConfigLoader.DATABASE_URL, database.connectionString());
    Network network =
        Await.get(
            Network.start(
                member(nodes[0].getInteger("serverId")),
                ConfigLoader.load(conf, environment),
                Clock.systemUTC()));
    for (JsonObject node : nodes) {
      networks.put(node.getInteger("serverId"), network);
    }
  }

  /** Stops what was started together with a node. */
  void stop(int serverId) {
    Await.get(networks.get(serverId).stop());
    Network stopped = networks.get(serverId);
    networks.values().removeIf(stopped::equals);
  }

  Vertx member(int serverId) {
    return serverId % 2 == 1 ? east : west;
  }

  /** The master that the others see as the active one. */
  int activeMaster() {
    return await()
        .until(
            () ->
                Await.get(
                    tool.run(node -> Future.succeededFuture(node.directory().activeMaster()))),
            Optional::isPresent)
        .orElseThrow()
        .serverId();
  }

  /** The nodes as one in the west sees them. */
  List<NodeInfo> directory() {
    return Await.get(tool.run(node -> Future.succeededFuture(node.directory().nodes().toList())));
  }

  /** The server ids of all nodes. */
  List<Integer> nodes() {
    return directory().stream().map(NodeInfo::serverId).toList();
  }

  TestCluster cluster() {
    return cluster;
  }

  TestNode tool() {
    return tool;
  }

  /** A player on that proxy, and on that lobby, with whose id the name ends. */
  Guest guest(String name, int proxyId, int lobbyId) {
    Guest guest = connect(name, proxyId);
    guests.add(guest);
    assertThat(guest.lobbyId()).isEqualTo(lobbyId);
    return guest;
  }

  private Guest connect(String name, int proxyId) {
    DelosClient client = new DelosClient(outside, List.of(new ProbeMod(name)), Clock.systemUTC());
    Frame.Welcome welcome = Await.get(client.connect(webSocket(proxyId), token(name, proxyId)));
    int lobbyId =
        await().until(() -> lobbyOf(welcome.playerId()), Optional::isPresent).orElseThrow();
    return new Guest(name, welcome.playerId(), welcome.uid(), proxyId, lobbyId, client);
  }

  private static Optional<Integer> lobbyOf(String playerId) {
    return Probes.heard()
        .filter(heard -> heard.event().equals(EngineEvents.ADD_SERVER_PLAYER))
        .filter(heard -> playerId.equals(heard.data().getString("id")))
        .map(heard -> Integer.valueOf(heard.where()))
        .findFirst();
  }

  URI webSocket(int proxyId) {
    return URI.create("ws://127.0.0.1:" + networks.get(proxyId).port(proxyId) + "/ws");
  }

  String token(String name, int proxyId) {
    URI url = URI.create("http://127.0.0.1:" + networks.get(proxyId).port(proxyId) + "/login");
    HttpRequest login =
        HttpRequest.newBuilder(url)
            .POST(HttpRequest.BodyPublishers.ofString(new JsonObject().put("name", name).encode()))
            .build();
    try {
      String answer = http.send(login, HttpResponse.BodyHandlers.ofString()).body();
      return new JsonObject(answer).getString("token");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Who takes part in nothing, and so should hear only what all hear. */
  List<Guest> witnesses() {
    return witnesses;
  }

  void logout(Guest guest) {
    guests.remove(guest);
    guest.close();
  }

  /** Ends a test: its players log out, and what was heard is forgotten. */
  void clear() {
    guests.forEach(Guest::close);
    guests.clear();
    Probes.forgetAll();
  }

  /** Who has heard what has been sent with that call in its data, one entry a hearing. */
  static Stream<Heard> heard(String call) {
    return Probes.heard().filter(heard -> call.equals(heard.data().getString("call")));
  }

  /** Waits until these have heard it, and makes sure that nobody else does, nor these again. */
  void assertHeard(String call, Object... where) {
    String[] names = Stream.of(where).map(String::valueOf).toArray(String[]::new);
    await().untilAsserted(() -> assertThat(heard(call)).extracting(Heard::where).contains(names));
    await().untilAsserted(this::fence);
    assertThat(heard(call)).extracting(Heard::where).containsExactlyInAnyOrder(names);
  }

  /**
   * Returns when what was sent before has arrived wherever it does: both services speak to every
   * place and wait until all have heard them.
   */
  void fence() {
    String call = "fence " + ++fences;
    JsonObject data = new JsonObject().put("call", call);
    List<String> expected = new ArrayList<>();
    for (ServiceCalls service :
        List.of(Probes.service(EAST_SERVICE), Probes.service(WEST_SERVICE))) {
      service.broadcastToServerByType("lobby", Probes.EVENT, data);
      service.broadcastToServerByType("gameA", Probes.EVENT, data);
      service.broadcastToService(Probes.EVENT, data);
      service.remoteBroadcastToClient(Probes.EVENT, data);
      Probes.places().forEach(expected::add);
      assertIsThere(service, EAST_MASTER);
      assertIsThere(service, WEST_MASTER);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(3))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () ->
                assertThat(heard(call))
                    .extracting(Heard::where)
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  private void assertIsThere(BackendCalls<?> caller, int master) {
    if (networks.containsKey(master)) {
      JsonObject reply =
          Await.get(
              caller.requestToServiceMod("master_" + master, ProbeMod.WHOAMI, new JsonObject()));
      assertThat(reply.getInteger("serverId")).isEqualTo(master);
    }
  }

  /** Awaitility with a limit, for what takes a moment on a network. */
  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptionsInstanceOf(RuntimeException.class);
  }

  @Override
  public void close() {
    clear();
    witnesses.forEach(Guest::close);
    for (Network network : List.copyOf(networks.values()).stream().distinct().toList()) {
      Await.get(network.stop());
    }
    Await.get(outside.close());
    cluster.close();
    database.close();
  }

  private static void write(Path file, JsonObject json) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, json.encodePrettily());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
