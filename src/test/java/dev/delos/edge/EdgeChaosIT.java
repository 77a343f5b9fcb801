package dev.delos.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.FreePort;
import dev.delos.chaos.ModJar;
import dev.delos.client.DelosClient;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.database.TestDatabase;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the connections, and wherever players are moved meanwhile, each event arrives
 * once and in order, in both directions. {@code mvn -q -Pchaos verify -Dit.test=EdgeChaosIT
 * -Dchaos.minutes=10} runs it for longer; {@code -Dchaos.seed} makes the same choices again.
 */
class EdgeChaosIT {
  private static final Duration TIME =
      Duration.ofMillis(
          (long) (60_000 * Double.parseDouble(System.getProperty("chaos.minutes", "0.33"))));
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final int CLIENTS = 60;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String OPERATORS = "the-operators-token-of-this-test";

  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final NumbersMod.Tally tally = new NumbersMod.Tally();
  private final List<Integer> proxies = List.of(FreePort.find(), FreePort.find());
  private final int master = FreePort.find();
  private final Operators operators = new Operators(master, OPERATORS);
  private final Random random = new Random(SEED);

  @TempDir Path directory;
  private TestDatabase database;
  private DelosProcess network;
  private List<Breaker> breakers;

  private void start(JsonObject ofProxies) throws Exception {
    database = TestDatabase.create();
    network =
        DelosProcess.run(
            conf(ofProxies),
            Map.of(
                ConfigLoader.DATABASE_URL,
                database.connectionString(),
                "DELOS_OPERATOR_TOKEN",
                OPERATORS));
    network.awaitReady();
    breakers = proxies.stream().map(port -> Breaker.to(vertx, port)).toList();
  }

  /** Two proxies and two lobbies with the numbers. */
  private ConfFolder conf(JsonObject ofProxies) throws Exception {
    ConfFolder conf = ConfFolder.copyTo(directory);
    ModJar.write(directory.resolve("mods").resolve("numbers.jar"), NumbersMod.class);
    Path settings = Files.createDirectories(conf.path().resolve("mods").resolve("numbers"));
    Files.writeString(
        settings.resolve("mod.json"),
        new JsonObject()
            .put("name", "numbers")
            .put("version", "1.0.0")
            .put("module_names", new JsonArray())
            .put("config", new JsonObject().put("paceMillis", 200))
            .encode());
    conf.change("master.json", json -> json.put("port", master));
    conf.change(
        "proxy.json",
        json -> json.mergeIn(ofProxies).put("port", proxies.get(0)).put("pingSeconds", 2));
    conf.change("lobby.json", json -> json.put("mods", new JsonArray().add("numbers")));
    copy(conf, "proxy", 1002, new JsonObject().put("port", proxies.get(1)));
    copy(conf, "lobby", 2002, new JsonObject());
    return conf;
  }

  private static void copy(ConfFolder conf, String role, int serverId, JsonObject changes)
      throws Exception {
    JsonObject json = new JsonObject(Files.readString(conf.path().resolve(role + ".json")));
    json.mergeIn(changes).put("serverId", serverId);
    conf.write(role + "2.json", json.encode());
  }

  @AfterEach
  void stop() {
    clock.shutdownNow();
    Await.get(vertx.close());
    network.close();
    database.close();
  }

  @Test
  void everyEventArrivesOnceAndInOrderAtEachClientThatCameBackInTime() throws Exception {
    start(new JsonObject());
    List<DelosClient> clients = connect();
    Trouble trouble = new Trouble(breakers, clock, SEED);
    int moves = go(trouble, TIME);
    JsonObject heard = entity(operators.run("/numbers/end", new JsonObject()));
    String outcome =
        "edge chaos: clients=%d events=%d %s moves=%d resumes=%s lost=%d repeated=%d seed=%d"
            .formatted(
                CLIENTS,
                tally.events() + heard.getLong("events"),
                trouble,
                moves,
                tally.resumes(),
                tally.lost() + heard.getLong("lost"),
                tally.repeated() + heard.getLong("repeated"),
                SEED);
    System.out.println(outcome);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .failFast("an event was lost or came twice", () -> !tally.faults().isEmpty())
        .untilAsserted(() -> assertThat(tally.finished()).isEqualTo(CLIENTS));
    Awaitility.await().untilAsserted(() -> assertAllIsHeard(clients));
    assertThat(tally.faults()).as(outcome).isEmpty();
    assertThat(outcome).contains(" lost=0 repeated=0 ");
    assertThat(tally.resumes()).as(outcome).containsOnlyKeys("NONE");
    assertThat(clients).noneMatch(client -> client.closed().isComplete());
  }

  /**
   * What the other test finds is no luck: it finds otherwise where sessions do not outlive cuts.
   */
  @Test
  void theSameTroubleIsSeenWhereSessionsEndWithTheirConnections() throws Exception {
    start(new JsonObject().put("resumeSeconds", 0));
    connect();
    go(new Trouble(breakers, clock, SEED), Duration.ofSeconds(3));

    Awaitility.await().untilAsserted(() -> assertThat(tally.resumes()).containsKey("SESSION_OVER"));
  }

  /** For so long; returns how many moves there were. */
  private int go(Trouble trouble, Duration time) throws Exception {
    int moves = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      clock.schedule(() -> {}, PAUSE.toMillis(), TimeUnit.MILLISECONDS).get();
      trouble.strike();
      moves += move();
    }
    trouble.heal();
    return moves;
  }

  private List<DelosClient> connect() {
    List<URI> urls =
        breakers.stream()
            .map(breaker -> URI.create("ws://127.0.0.1:" + breaker.port() + "/ws"))
            .toList();
    List<DelosClient> clients = new ArrayList<>();
    List<Future<?>> welcomes = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      DelosClient client =
          new DelosClient(vertx, List.of(new NumbersMod(tally)), Clock.systemUTC());
      clients.add(client);
      List<URI> turned = i % 2 == 0 ? urls : List.of(urls.get(1), urls.get(0));
      welcomes.add(client.connect(turned, operators.guest(proxies.get(i % 2), "p" + i)));
    }
    Await.get(Future.all(welcomes));
    return clients;
  }

  /** One player goes to the other lobby, if that can be just now. */
  private int move() {
    JsonObject who = new JsonObject().put("uid", "guest:p" + random.nextInt(CLIENTS));
    return operators.run("/player/transfer", who).getInteger("code") == 1 ? 1 : 0;
  }

  private void assertAllIsHeard(List<DelosClient> clients) {
    JsonObject heard = entity(operators.run("/numbers/heard", new JsonObject()));
    assertThat(clients.stream().map(client -> client.system(NumbersMod.Client.class).id()))
        .allSatisfy(id -> assertThat(heard.getInteger(id)).isEqualTo(tally.said(id)));
  }

  /** What one of the lobbies has answered: they are of one process, and count together. */
  private static JsonObject entity(JsonObject answer) {
    assertThat(answer.getInteger("code")).as(answer.encode()).isEqualTo(1);
    return answer.getJsonObject("entity").getJsonObject("2001").getJsonObject("entity");
  }
}
