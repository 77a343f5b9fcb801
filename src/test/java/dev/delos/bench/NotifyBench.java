package dev.delos.bench;

import dev.delos.FreePort;
import dev.delos.chaos.ModJar;
import dev.delos.config.ConfFolder;
import dev.delos.config.ConfigLoader;
import dev.delos.config.QuickCluster;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an event takes from a lobby's mod to one client and to all of them, beside a bare Vert.x
 * server that writes the same frames to as many. {@code mvn -q -Pbench verify -Dbench=notify};
 * {@code -Dnotify.clients=10000} says how many.
 */
@Tag("notify")
class NotifyBench {
  private static final int COUNT = Integer.getInteger("notify.clients", 10_000);
  private static final int ROUNDS = 4;
  private static final String SECRET = "the-key-of-the-tokens-of-this-bench";
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration ALL_IN = Duration.ofSeconds(60 + COUNT / 50);
  private static final double NANOS_A_MILLI = 1e6;

  /** The collector and the heap's bounds as a server has them that nobody measures. */
  private static final List<String> JVM =
      List.of(
          "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:MinHeapFreeRatio=40", "-XX:MaxHeapFreeRatio=70");

  private static final Kind TO_ONE = new Kind("notify.1", NotifyMod.ONE, 500, 4);
  private static final Kind TO_ALL = new Kind("notify." + COUNT, NotifyMod.ALL, 20, 1_000);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Jvm> started = new ArrayList<>();

  @TempDir Path directory;

  /** So many of that event, at that pace in milliseconds. */
  private record Kind(String figure, String event, int times, int pace) {
    String path() {
      return "/?event=" + event + "&pace=" + pace + "&times=" + times;
    }

    Duration limit() {
      return Duration.ofSeconds(60).plusMillis(2L * times * pace);
    }
  }

  @AfterEach
  void end() {
    started.forEach(Jvm::close);
  }

  @Test
  void anEventReachesItsClients() throws Exception {
    Jvm ours = clients("our-clients", network());
    Jvm others = clients("bare-clients", bareServer());
    compare(TO_ALL, ours, others);
    compare(TO_ONE, ours, others);
  }

  /** The first round warms up. */
  private void compare(Kind kind, Jvm ours, Jvm others) throws Exception {
    List<Histogram> our = new ArrayList<>();
    List<Histogram> other = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      our.add(measured(kind, ours));
      other.add(measured(kind, others));
    }
    Figures.compare(kind.figure() + ".vs.bare-websocket", millis(our, 50), millis(other, 50));
    Figures.compare(kind.figure() + ".p99.vs.bare-websocket", millis(our, 99), millis(other, 99));
  }

  private static List<Double> millis(List<Histogram> rounds, double percentile) {
    return rounds.stream()
        .skip(1)
        .map(round -> round.getValueAtPercentile(percentile) / NANOS_A_MILLI)
        .toList();
  }

  private Histogram measured(Kind kind, Jvm clients) throws Exception {
    String port = clients.printed("asked on (\\d+)");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + kind.path()))
            .timeout(kind.limit())
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Histogram nanos = new Histogram(3);
    new JsonArray(answer).forEach(one -> nanos.recordValue(((Number) one).longValue()));
    return nanos;
  }

  /** A lobby and a proxy, each a process; the proxy's port. */
  private int network() throws Exception {
    int port = FreePort.find();
    ConfFolder conf = ConfFolder.copyTo(directory);
    ModJar.write(directory.resolve("mods").resolve("notify.jar"), NotifyMod.class);
    Path settings =
        Files.createDirectories(conf.path().resolve("mods").resolve(NotifyMod.NAME))
            .resolve("mod.json");
    JsonObject mod =
        new JsonObject()
            .put("name", NotifyMod.NAME)
            .put("version", "1.0.0")
            .put("module_names", new JsonArray())
            .put("config", new JsonObject());
    Files.writeString(settings, mod.encode());
    String yaml = Files.readString(conf.path().resolve("cluster.yaml"));
    conf.write("cluster.yaml", QuickCluster.of(yaml, 2));
    conf.change("proxy.json", json -> json.put("port", port));
    conf.change("lobby.json", json -> json.put("mods", new JsonArray().add(NotifyMod.NAME)));
    node(conf, "lobby.json");
    node(conf, "proxy.json");
    return port;
  }

  private void node(ConfFolder conf, String file) throws IOException {
    String[] arguments =
        Stream.concat(
                JVM.stream(),
                Stream.of(
                    "-jar",
                    DelosProcess.jar().toString(),
                    "-cluster",
                    "-conf",
                    conf.path().resolve(file).toString()))
            .toArray(String[]::new);
    started(Jvm.run(directory, file, Map.of(ConfigLoader.JWT_SECRET, SECRET), arguments))
        .await("is ready", START);
  }

  private int bareServer() throws IOException {
    Jvm server = started(ofTheTests("bare", NotifyServer.class));
    return Integer.parseInt(server.await("listens on (\\d+)", START));
  }

  /** As many clients as wanted, all of them welcomed. */
  private Jvm clients(String name, int port) throws IOException {
    Jvm clients = started(ofTheTests(name, NotifyClients.class, "" + port, "" + COUNT, SECRET));
    clients.await("welcomed " + COUNT + "\\.", ALL_IN);
    return clients;
  }

  private Jvm ofTheTests(String name, Class<?> main, String... arguments) throws IOException {
    Stream<String> command =
        Stream.of("-cp", System.getProperty("java.class.path"), main.getName());
    return Jvm.run(
        directory,
        name,
        Map.of(),
        Stream.of(JVM.stream(), command, Stream.of(arguments))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private Jvm started(Jvm jvm) {
    started.add(jvm);
    return jvm;
  }
}
