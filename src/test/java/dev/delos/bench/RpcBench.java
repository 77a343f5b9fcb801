package dev.delos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.config.ConfFolder;
import dev.delos.config.QuickCluster;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls from one process to another, a small JSON and the same one back: by Delos, by the plain
 * clustered event bus beneath it, and by the peers that are installed, in turn.
 */
@Tag("rpc")
class RpcBench {
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration ROUND = Duration.ofMillis(1_500);
  private static final List<Integer> IN_FLIGHT = List.of(1, 64, 512);

  /** How many bytes the JSON has, and how many such calls a second are sent at the open rate. */
  private static final Map<String, Integer> SIZES = new LinkedHashMap<>();

  private static final Map<String, Integer> OPEN_RATES =
      Map.of("100B", 20_000, "1KB", 16_000, "10KB", 4_000);

  static {
    SIZES.put("100B", 100);
    SIZES.put("1KB", 1_024);
    SIZES.put("10KB", 10_240);
  }

  @TempDir Path directory;

  @Test
  void callsBesideTheEventBusAndPeers() throws Exception {
    Path cluster = directory.resolve("cluster.yaml");
    Path yaml = ConfFolder.copyTo(directory.resolve("conf")).path().resolve("cluster.yaml");
    Files.writeString(cluster, QuickCluster.of(Files.readString(yaml), 4));
    Optional<Broker> nats = Broker.nats(directory);
    Optional<Broker> redis = Broker.redis(directory);
    try (Jvm callee =
        Jvm.run(
            directory,
            "callee",
            RpcCallee.class,
            cluster.toString(),
            "" + nats.map(Broker::port).orElse(0),
            "" + redis.map(Broker::port).orElse(0))) {
      int grpc = Integer.parseInt(callee.await("answers, gRPC on (\\d+)", Duration.ofSeconds(60)));
      Vertx vertx = Member.join(cluster);
      Map<String, Calls> others = new LinkedHashMap<>();
      Vertx plain = Member.joinPlain(cluster);
      others.put("eventbus", new BusCalls(plain, BusCalls.PLAIN));
      others.put("eventbus-one-loop", new BusCalls(vertx, BusCalls.ONE_LOOP));
      if (nats.isPresent()) {
        others.put("nats", new NatsCalls(nats.get().port()));
      }
      if (redis.isPresent()) {
        others.put("redis", new RedisCalls(redis.get().port()));
      }
      others.put("grpc", new GrpcCalls(grpc));
      compare(new DelosCalls(vertx), others);
      others.values().forEach(Calls::close);
      Await.get(plain.close());
      Await.get(vertx.close());
    } finally {
      nats.ifPresent(Broker::close);
      redis.ifPresent(Broker::close);
    }
  }

  private static void compare(Calls ours, Map<String, Calls> others) throws IOException {
    untilKnown(ours);
    for (String size : SIZES.keySet()) {
      JsonObject args = json(SIZES.get(size));
      for (Calls calls : all(ours, others)) {
        Load.closed(calls, args, 64, WARM_UP);
      }
      for (int inFlight : IN_FLIGHT) {
        rounds(
            "rpc." + inFlight + "." + size,
            ours,
            others,
            calls -> Load.closed(calls, args, inFlight, ROUND));
      }
      int rate = OPEN_RATES.get(size);
      rounds(
          "rpc.open-" + rate + "." + size,
          ours,
          others,
          calls -> Load.open(calls, args, rate, ROUND));
    }
  }

  /** All in turn; at an open rate only latencies tell something. */
  private static void rounds(
      String name, Calls ours, Map<String, Calls> others, Function<Calls, Load.Result> load)
      throws IOException {
    List<Load.Result> mine = new ArrayList<>();
    Map<String, List<Load.Result>> theirs = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      mine.add(load.apply(ours));
      others.forEach(
          (other, calls) ->
              theirs.computeIfAbsent(other, first -> new ArrayList<>()).add(load.apply(calls)));
    }
    for (Map.Entry<String, List<Load.Result>> other : theirs.entrySet()) {
      if (!name.contains("open")) {
        Figures.compare(
            name + ".vs." + other.getKey(),
            figures(mine, Load.Result::rate),
            figures(other.getValue(), Load.Result::rate));
      }
      Figures.compare(
          name + ".p99-us.vs." + other.getKey(),
          figures(mine, Load.Result::p99Micros),
          figures(other.getValue(), Load.Result::p99Micros));
    }
  }

  private static List<Double> figures(
      List<Load.Result> results, Function<Load.Result, Double> figure) {
    return results.stream().map(figure).toList();
  }

  private static List<Calls> all(Calls ours, Map<String, Calls> others) {
    List<Calls> all = new ArrayList<>(List.of(ours));
    all.addAll(others.values());
    return all;
  }

  /** The module is announced a moment after its node has joined. */
  private static void untilKnown(Calls ours) {
    AtomicBoolean answered = new AtomicBoolean();
    Awaitility.await()
        .until(
            () -> {
              ours.run(() -> ours.call(new JsonObject(), reply -> answered.set(true)));
              return answered.get();
            });
  }

  /** Of so many bytes as text. */
  private static JsonObject json(int bytes) {
    JsonObject json = new JsonObject().put("number", 1_234_567).put("text", "");
    json.put("text", "x".repeat(bytes - json.encode().length()));
    assertThat(json.toBuffer().length()).isEqualTo(bytes);
    return json;
  }
}
