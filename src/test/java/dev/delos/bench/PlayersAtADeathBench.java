package dev.delos.bench;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.database.ChaosDatabase;
import dev.delos.launcher.DelosProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node's death costs the others, with players on the network and without: processor time of
 * the processes of a proxy, a lobby, a service and a master, when another proxy without players is
 * killed. {@code mvn -q -Pbench verify -Dbench=death}; {@code -Dplayers=2000} says how many.
 */
@Tag("death")
class PlayersAtADeathBench {
  private static final int PLAYERS = Integer.getInteger("players", 2_000);
  private static final int LOGINS_A_SECOND = 80;
  private static final int WARM_UPS = 2;
  private static final int DEATHS = 3;
  private static final int MORTAL = 1999;
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration ALL_IN = START.plusSeconds(2 * PLAYERS / LOGINS_A_SECOND);

  /** How long a session outlives its proxy here: the others clean up after it within the window. */
  private static final int RESUME_SECONDS = 2;

  /** Within it, everything has been looked at that a death or a coming has others look at. */
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final List<Jvm> started = new ArrayList<>();
  private final List<Jvm> nodes = new ArrayList<>();
  private final int proxyPort = FreePort.find();

  @TempDir Path directory;
  private ChaosDatabase database;
  private ConfFolder conf;

  @BeforeEach
  void prepare() throws Exception {
    database = ChaosDatabase.start(directory.resolve("database"));
    conf = ConfFolder.copyTo(directory);
    String yaml = Files.readString(conf.path().resolve("cluster.yaml"));
    conf.write("cluster.yaml", QuickCluster.of(yaml, 5));
    conf.change(
        "proxy.json", json -> json.put("port", proxyPort).put("resumeSeconds", RESUME_SECONDS));
    for (String file : List.of("service.json", "master.json", "lobby.json", "proxy.json")) {
      nodes.add(node(file));
    }
  }

  @AfterEach
  void end() {
    started.forEach(Jvm::close);
    database.close();
  }

  @Test
  void aDeathWithPlayersAndWithout() throws Exception {
    Jvm few = bots("few", 100, "10s");
    if (few.exitCode(START) != 0) {
      throw new AssertionError(few.out() + few.err());
    }
    var unusedWarmUp = deaths(WARM_UPS);
    double without = deaths(DEATHS);
    Jvm many = bots("many", PLAYERS, "1h");
    many.await("connected " + PLAYERS + ", connecting 0, signed in " + PLAYERS, ALL_IN);
    var unusedSettling = deaths(1);
    double with = deaths(DEATHS);
    Figures.note("growth.death.cpu-ms.no-players", without);
    Figures.note("growth.death.cpu-ms." + PLAYERS + "-players", with);
    Figures.note("growth.death.cpu-us-a-player", 1_000 * (with - without) / PLAYERS);
  }

  private double deaths(int count) throws Exception {
    List<Double> costs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      costs.add(death());
    }
    System.out.println(costs);
    return costs.stream().mapToDouble(cost -> cost).average().orElseThrow();
  }

  /** The processor time of all nodes in the window after a death above that in the one before. */
  private double death() throws Exception {
    Jvm mortal =
        started(
            Jvm.run(
                directory,
                "mortal" + started.size(),
                FailoverCallee.class,
                conf.path().resolve("cluster.yaml").toString(),
                "" + MORTAL,
                "proxy"));
    mortal.await(FailoverCallee.READY, START);
    var unusedComing = cpuOfWindow();
    double before = cpuOfWindow();
    mortal.close();
    return cpuOfWindow() - before;
  }

  private double cpuOfWindow() throws InterruptedException {
    double begin = cpuMillis();
    TimeUnit.MILLISECONDS.sleep(WINDOW.toMillis());
    return cpuMillis() - begin;
  }

  private double cpuMillis() {
    return nodes.stream().mapToDouble(node -> node.cpu().toMillis()).sum();
  }

  private Jvm node(String file) throws IOException {
    Jvm node =
        started(
            Jvm.run(
                directory,
                file,
                Map.of(ConfigLoader.DATABASE_URL, database.connectionString()),
                "-jar",
                DelosProcess.jar().toString(),
                "-cluster",
                "-conf",
                conf.path().resolve(file).toString()));
    node.await("is ready", START);
    return node;
  }

  private Jvm bots(String name, int count, String time) throws IOException {
    return started(
        Jvm.run(
            directory,
            name,
            Map.of(),
            "-jar",
            DelosProcess.jar().toString(),
            "bots",
            "--url",
            "ws://127.0.0.1:" + proxyPort + "/ws",
            "--count",
            "" + count,
            "--rate",
            "" + LOGINS_A_SECOND,
            "--time",
            time,
            "--pace",
            "10m",
            "--from",
            "127.0.0.1-127.0.0.2"));
  }

  private Jvm started(Jvm jvm) {
    started.add(jvm);
    return jvm;
  }
}
