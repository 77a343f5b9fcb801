package dev.delos.bench;

import dev.delos.FreePort;
import dev.delos.config.ConfFolder;
import dev.delos.database.BarePostgres;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the command to a network that is ready, all roles in one process with a PostgreSQL of its
 * own, beside the start of PostgreSQL alone, in turn: on a fresh directory, and again on the same.
 * {@code mvn -q -Pbench verify -Dbench=start}.
 */
@Tag("start")
class StartBench {
  private static final int ROUNDS = 5;
  private static final List<String> ROLES = List.of("service", "lobby", "proxy", "master");
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int OK = 200;

  @TempDir Path directory;

  @Test
  void commandToReady() throws Exception {
    var unused = postgres(directory.resolve("programs are unpacked"));
    List<Double> fresh = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> freshPostgres = new ArrayList<>();
    List<Double> postgresAgain = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path ours = directory.resolve("delos" + round);
      Path other = directory.resolve("postgres" + round);
      ConfFolder conf = ConfFolder.copyTo(ours);
      fresh.add(delos(ours, conf));
      freshPostgres.add(postgres(other));
      again.add(delos(ours, conf));
      postgresAgain.add(postgres(other));
    }
    Figures.compare("start.fresh.s.vs.postgresql", fresh, freshPostgres);
    Figures.compare("start.again.s.vs.postgresql", again, postgresAgain);
  }

  /** The command as a user gives it, with another configuration's ports. */
  private static double delos(Path home, ConfFolder conf) throws Exception {
    List<URI> ready = new ArrayList<>();
    for (String role : ROLES) {
      int port = FreePort.find();
      conf.change(role + ".json", json -> json.put("health", new JsonObject().put("port", port)));
      ready.add(URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder command =
        new ProcessBuilder(java.toString(), "-jar", DelosProcess.jar().toString(), "-conf", "conf")
            .directory(home.toFile())
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    command.environment().remove("DELOS_DATABASE_URL");
    long begin = System.nanoTime();
    Process process = command.start();
    try {
      for (URI uri : ready) {
        await(process, () -> isReady(uri));
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      process.destroy();
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static void await(Process process, Callable<Boolean> ready) {
    Awaitility.await()
        .atMost(START)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .failFast("the process has ended", () -> !process.isAlive())
        .until(ready);
  }

  private static boolean isReady(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) END.toMillis());
      connection.setReadTimeout((int) END.toMillis());
      return connection.getResponseCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static double postgres(Path home) throws Exception {
    long begin = System.nanoTime();
    BarePostgres postgres = BarePostgres.start(home);
    double seconds = (System.nanoTime() - begin) / 1e9;
    postgres.close();
    return seconds;
  }
}
