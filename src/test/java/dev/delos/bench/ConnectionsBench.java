package dev.delos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.FreePort;
import dev.delos.bots.NumberedBots;
import dev.delos.chaos.ModJar;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.database.ChaosDatabase;
import dev.delos.edge.NumbersMod;
import dev.delos.edge.Operators;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many players on one proxy, signed in, moved between two lobbies under traffic, and the proxy's
 * memory for each beside that of a bare Vert.x server. {@code mvn -q -Pbench verify
 * -Dbench=connections}; {@code -Dconnections=10000} says how many.
 */
@Tag("connections")
class ConnectionsBench {
  private static final int COUNT = Integer.getInteger("connections", 10_000);
  private static final int LOGINS_A_SECOND = 80;
  private static final int PACE_MILLIS = 4_000;
  private static final String OPERATORS = "the-operators-token-of-this-bench";
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration ALL_IN = Duration.ofSeconds(60 + 2 * COUNT / LOGINS_A_SECOND);
  private static final Duration A_MOVE = Duration.ofSeconds(90);

  private final List<Jvm> started = new ArrayList<>();
  private final int proxyPort = FreePort.find();
  private final int masterPort = FreePort.find();
  private final Operators operators = new Operators(masterPort, OPERATORS);

  @TempDir Path directory;
  private ChaosDatabase database;
  private ConfFolder conf;

  @BeforeEach
  void prepare() throws Exception {
    database = ChaosDatabase.start(directory.resolve("database"));
    conf = ConfFolder.copyTo(directory);
    ModJar.write(directory.resolve("mods").resolve("numbers.jar"), NumbersMod.class);
    Path settings = Files.createDirectories(conf.path().resolve("mods").resolve("numbers"));
    Files.writeString(settings.resolve("mod.json"), numbers().encode());
    Path yaml = conf.path().resolve("cluster.yaml");
    conf.write("cluster.yaml", QuickCluster.of(Files.readString(yaml), 6));
    conf.change("proxy.json", json -> json.put("port", proxyPort));
    conf.change("master.json", json -> json.put("port", masterPort));
    conf.change(
        "lobby.json", json -> json.put("mods", new JsonArray().add("numbers").add("daily")));
    JsonObject lobby = new JsonObject(Files.readString(conf.path().resolve("lobby.json")));
    conf.write("lobby2.json", lobby.put("serverId", 2002).encode());
  }

  private JsonObject numbers() {
    return new JsonObject()
        .put("name", "numbers")
        .put("version", "1.0.0")
        .put("module_names", new JsonArray())
        .put(
            "config",
            new JsonObject().put("paceMillis", PACE_MILLIS).put("file", numbersFile().toString()));
  }

  private Path numbersFile() {
    return directory.resolve("numbers.dat");
  }

  @AfterEach
  void end() throws IOException {
    started.forEach(Jvm::close);
    Files.copy(
        directory.resolve("bots.out"),
        Path.of("target", "bench", "connections-bots.out"),
        StandardCopyOption.REPLACE_EXISTING);
    database.close();
  }

  @Test
  void playersStayConnectedWhileTheyAreMoved() throws Exception {
    node("service.json");
    node("master.json");
    node("lobby.json");
    node("lobby2.json");
    Jvm proxy = node("proxy.json");
    warmUp();
    Jvm.Memory before = proxy.memory();
    Jvm bots = bots("bots", COUNT, "1h");
    bots.await("connected " + COUNT + ", connecting 0, signed in " + COUNT, ALL_IN);
    Jvm.Memory after = proxy.memory();

    move(2001, 2002);
    move(2002, 2001);

    JsonObject heard = operators.run("/numbers/end", new JsonObject());
    bots.await("numbers: .* finished=" + COUNT + "\n", Duration.ofSeconds(60));
    bots.end(Duration.ofSeconds(60));
    System.out.println(bots.out().substring(bots.out().indexOf("\nbots: ")));
    String numbers = bots.printed("numbers: .*");
    System.out.println(numbers + " at the clients; at the lobbies: " + heard.encode());
    Figures.note("connections.moves", Double.parseDouble(bots.printed(", (\\d+) moves seen")));
    compareWithBareServer(before, after);
    assertThat(bots.out()).contains("bots: " + COUNT + " of " + COUNT + " signed in");
    // A page that came late, or not at all, is the service's load, not a lost connection or event.
    Figures.note("connections.late-pages", count(bots, "open.timeout"));
    Figures.note("connections.try-again", count(bots, "claim.TRY_AGAIN"));
    assertThat(bots.out()).doesNotContain("connection.", "session.", "login.", "fault.");
    assertThat(numbers).contains("lost=0 repeated=0");
    for (int serverId : List.of(2001, 2002)) {
      JsonObject entity = entity(heard, serverId);
      assertThat(entity.getInteger("lost")).isZero();
      assertThat(entity.getInteger("repeated")).isZero();
    }
  }

  private static double count(Jvm bots, String failure) {
    String count = bots.printed(failure + " +(\\d+)");
    return count.isEmpty() ? 0 : Double.parseDouble(count);
  }

  /** Classes are loaded, code is compiled: that is no connection's memory. */
  private void warmUp() throws Exception {
    Jvm bots = bots("warm-up", 200, "10s");
    assertThat(bots.exitCode(Duration.ofSeconds(60))).as(bots.out() + bots.err()).isZero();
    // The same accounts come again, and count from 1 on.
    Path file = numbersFile();
    Files.write(file, new byte[(int) Files.size(file)], StandardOpenOption.WRITE);
  }

  private void compareWithBareServer(Jvm.Memory before, Jvm.Memory after) throws Exception {
    Jvm server = started(Jvm.run(directory, "bare", BareServer.class, "" + PACE_MILLIS));
    String port = server.await("listens on (\\d+)", START);
    Jvm few = started(Jvm.run(directory, "few", BareClients.class, port, "200"));
    few.await("connected 200\\.", START);
    few.end(START);
    Jvm.Memory bareBefore = server.memory();
    Jvm many = started(Jvm.run(directory, "many", BareClients.class, port, "" + COUNT));
    many.await("connected " + COUNT + "\\.", ALL_IN);
    Jvm.Memory bareAfter = server.memory();
    Figures.compare(
        "connections.resident-kib-each.vs.bare-websocket",
        List.of(after.residentSince(before, COUNT)),
        List.of(bareAfter.residentSince(bareBefore, COUNT)));
    Figures.compare(
        "connections.heap-kib-each.vs.bare-websocket",
        List.of(after.heapSince(before, COUNT)),
        List.of(bareAfter.heapSince(bareBefore, COUNT)));
  }

  private Jvm bots(String name, int count, String time) throws IOException {
    return started(
        Jvm.run(
            directory,
            name,
            NumberedBots.class,
            "--url",
            "ws://127.0.0.1:" + proxyPort + "/ws",
            "--count",
            "" + count,
            "--rate",
            "" + LOGINS_A_SECOND,
            "--time",
            time,
            "--pace",
            "60s",
            "--from",
            "127.0.0.1-127.0.0.2"));
  }

  private Jvm node(String file) throws IOException {
    Jvm node =
        started(
            Jvm.run(
                directory,
                file + started.size(),
                Map.of(
                    ConfigLoader.DATABASE_URL,
                    database.connectionString(),
                    "DELOS_OPERATOR_TOKEN",
                    OPERATORS),
                "-jar",
                DelosProcess.jar().toString(),
                "-cluster",
                "-conf",
                conf.path().resolve(file).toString()));
    node.await("is ready", START);
    return node;
  }

  private Jvm started(Jvm jvm) {
    started.add(jvm);
    return jvm;
  }

  /** All players of that lobby go to the other one. */
  private void move(int from, int to) throws IOException {
    long begin = System.nanoTime();
    JsonObject lobby = new JsonObject().put("opServerIds", new JsonArray().add(from));
    operators.run("/numbers/move", lobby.copy().put("to", to));
    Awaitility.await()
        .atMost(A_MOVE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonObject moves = entity(operators.run("/numbers/moves", lobby), from);
              assertThat(moves.getInteger("left")).as(moves.encode()).isZero();
            });
    Figures.note("connections.move-from-" + from + ".s", (System.nanoTime() - begin) / 1e9);
  }

  private static JsonObject entity(JsonObject answer, int serverId) {
    JsonObject of = answer.getJsonObject("entity").getJsonObject("" + serverId);
    assertThat(of.getInteger("code")).as(answer.encode()).isEqualTo(1);
    return of.getJsonObject("entity");
  }
}
