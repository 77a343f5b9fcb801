package dev.delos.bench;

import dev.delos.Await;
import dev.delos.cluster.TestNode;
import dev.delos.config.QuickCluster;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long callers go without a good answer when one of two callees is killed with -9: RPC beside
 * the request of the plain clustered event bus, in turn, each in a cluster of its own. {@code mvn
 * -q -Pbench verify -Dbench=failover}.
 */
@Tag("failover")
class FailoverBench {
  private static final int ROUNDS = 5;
  private static final int CALLERS = 32;
  private static final long WARM_UP_CALLS = 20_000;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration WATCHED = LONG.plusSeconds(2);

  @TempDir Path directory;
  private int scenes;

  /** What a kill cost, in milliseconds. */
  private record Cost(double first, double shortTimeout, double longTimeout) {}

  /** One way to call, and the context on which that is done. */
  private record Side(
      Vertx vertx, Function<Duration, Future<JsonObject>> call, Consumer<Runnable> context) {}

  @Test
  void oneOfTwoCalleesIsKilled() throws Exception {
    List<Cost> ours = new ArrayList<>();
    List<Cost> other = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(kill(round % 2, true));
      other.add(kill(round % 2, false));
    }
    compare("failover.first-good-answer.ms.vs.eventbus", ours, other, Cost::first);
    compare("failover.longest.timeout-1s.ms.vs.eventbus", ours, other, Cost::shortTimeout);
    compare("failover.longest.timeout-5s.ms.vs.eventbus", ours, other, Cost::longTimeout);
  }

  private static void compare(
      String name, List<Cost> ours, List<Cost> other, Function<Cost, Double> what)
      throws IOException {
    Figures.compare(name, ours.stream().map(what).toList(), other.stream().map(what).toList());
  }

  /** Kills the first callee, which is the cluster's oldest member, or the second. */
  private Cost kill(int which, boolean isOurs) throws Exception {
    Path scene = Files.createDirectory(directory.resolve("scene" + scenes++));
    Path file = scene.resolve("cluster.yaml");
    Files.writeString(file, QuickCluster.of(Files.readString(Path.of("conf", "cluster.yaml")), 3));
    try (Jvm first = callee(scene, file, 1, isOurs);
        Jvm second = callee(scene, file, 2, isOurs)) {
      Vertx vertx = Member.join(file);
      try {
        return kill(which == 0 ? first : second, isOurs ? rpc(vertx) : request(vertx));
      } finally {
        Await.get(vertx.close());
      }
    }
  }

  private static Jvm callee(Path scene, Path file, int serverId, boolean isOurs)
      throws IOException {
    Jvm callee =
        Jvm.run(
            scene,
            "callee" + serverId,
            FailoverCallee.class,
            file.toString(),
            "" + serverId,
            isOurs ? FailoverCallee.NODE : FailoverCallee.CONSUMER);
    callee.await(FailoverCallee.READY, START);
    return callee;
  }

  private static Side rpc(Vertx vertx) {
    TestNode node = TestNode.join(vertx, 3);
    return new Side(
        vertx,
        timeout ->
            node.caller()
                .request(FailoverCallee.NAME, FailoverCallee.NAME, new JsonObject(), timeout),
        work -> node.does(cluster -> work.run()));
  }

  private static Side request(Vertx vertx) {
    Context context = vertx.getOrCreateContext();
    return new Side(
        vertx,
        timeout ->
            vertx
                .eventBus()
                .<JsonObject>request(
                    FailoverCallee.NAME,
                    new JsonObject(),
                    new DeliveryOptions().setSendTimeout(timeout.toMillis()))
                .map(Message::body),
        work -> context.runOnContext(now -> work.run()));
  }

  private static Cost kill(Jvm callee, Side side) {
    awaitBoth(side);
    PatientCallers hasty = new PatientCallers(side.vertx, side.call, SHORT);
    PatientCallers calm = new PatientCallers(side.vertx, side.call, LONG);
    Promise<Void> ended = Promise.promise();
    side.context.accept(
        () ->
            Future.join(hasty.start(CALLERS), calm.start(CALLERS))
                .<Void>mapEmpty()
                .onComplete(ended));
    Awaitility.await().atMost(START).until(() -> hasty.good() > WARM_UP_CALLS);
    long now = System.nanoTime();
    hasty.killed(now);
    calm.killed(now);
    callee.close();
    hasty.endAt(now + WATCHED.toNanos());
    calm.endAt(now + WATCHED.toNanos());
    Await.get(ended.future());
    return new Cost(
        Math.min(hasty.firstHitMillis(), calm.firstHitMillis()),
        hasty.longestMillis(),
        calm.longestMillis());
  }

  private static void awaitBoth(Side side) {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Awaitility.await()
        .atMost(START)
        .until(
            () -> {
              side.context.accept(
                  () ->
                      side.call
                          .apply(SHORT)
                          .onSuccess(answer -> seen.add(answer.getInteger(FailoverCallee.ID)))
                          .onFailure(notYet -> {}));
              return seen.size() == 2;
            });
  }
}
