package dev.delos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.cluster.ClusterNode;
import dev.delos.cluster.SimulatedNodes;
import dev.delos.cluster.TestNode;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a call, a broadcast, a join and a death cost as the network grows, in processor time of all
 * nodes together; and a node's directory with up to 1,000 nodes. {@code mvn -q -Pbench verify
 * -Dbench=growth}; draws {@code target/bench/growth.svg}.
 */
@Tag("growth")
class GrowthBench {
  private static final List<Integer> SIZES = List.of(2, 4, 8, 16);
  private static final List<Integer> ANNOUNCED = List.of(10, 100, 1_000);
  private static final List<Integer> PLAYERS = List.of(0, 1_000, 5_000, 10_000);
  private static final int ROUNDS = 3;
  private static final int VISITS = 3;
  private static final int IN_FLIGHT = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int COMINGS = 2_000;

  private static final List<Series> ALL = new ArrayList<>();

  @TempDir Path directory;

  /** As the project's own processes have it: else Hazelcast starts a thread for each answer. */
  @BeforeAll
  static void useCommonPool() {
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
    assertThat(ForkJoinPool.commonPool().getParallelism()).isEqualTo(2);
  }

  @AfterAll
  static void draw() throws Exception {
    ALL.removeIf(series -> series.points().size() < 2); // its test has failed
    for (Series series : ALL) {
      series.noteSlope();
    }
    GrowthChart.draw(ALL, Path.of("target", "bench", "growth.svg"));
  }

  private static Series series(String name) {
    Series series = new Series(name);
    ALL.add(series);
    return series;
  }

  @Test
  void nodesInMembersOfTheirOwn() throws Exception {
    Series one = series("growth.rpc.one-in-flight.us");
    Series busy = series("growth.rpc.busy.cpu-us");
    Series spread = series("growth.rpc.spread.cpu-us");
    Series broadcast = series("growth.broadcast.each.cpu-us");
    Series join = series("growth.join.cpu-ms");
    Series death = series("growth.death.cpu-ms");
    Series seen = series("growth.death.seen-after.ms");
    try (GrowingNetwork network = new GrowingNetwork(directory)) {
      network.growTo(SIZES.get(0));
      var unusedCalls = network.callOne(IN_FLIGHT, WARM_UP);
      var unusedBroadcasts = network.broadcast(WARM_UP);
      for (int visit = 0; visit < VISITS; visit++) {
        var unusedVisit = visit(network, 0, new ArrayList<>());
      }
      for (int size : SIZES) {
        network.growTo(size);
        double idle = network.idle();
        int others = size - 1;
        List<Double> ones = new ArrayList<>();
        List<Double> busies = new ArrayList<>();
        List<Double> spreads = new ArrayList<>();
        List<Double> broadcasts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          ones.add(Work.of(idle, () -> network.call(1, ROUND)).wallMicrosEach());
          busies.add(Work.of(idle, () -> network.callOne(IN_FLIGHT, ROUND)).cpuMicrosEach());
          spreads.add(Work.of(idle, () -> network.call(IN_FLIGHT * others, ROUND)).cpuMicrosEach());
          broadcasts.add(Work.of(idle, () -> network.broadcast(ROUND)).cpuMicrosEach() / others);
        }
        one.add(size, ones);
        busy.add(size, busies);
        spread.add(size, spreads);
        broadcast.add(size, broadcasts);
        visits(network, size, join, death, seen);
      }
    }
  }

  private static void visits(
      GrowingNetwork network, int size, Series join, Series death, Series seen) throws Exception {
    double idle = network.idle();
    List<Double> seens = new ArrayList<>();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < VISITS; i++) {
      visits.add(visit(network, idle, seens));
    }
    join.add(size, visits.stream().map(visit -> visit.join().cpuMillis()).toList());
    death.add(size, visits.stream().map(visit -> visit.death().cpuMillis()).toList());
    seen.add(size, seens);
  }

  /** What a member's coming and its death cost the others. */
  private record Visit(Work join, Work death) {}

  private static Visit visit(GrowingNetwork network, double idle, List<Double> seens)
      throws Exception {
    Jvm visitor = network.visitor();
    try (visitor) {
      Work join = Work.of(idle, network::awaitVisitor);
      Work death =
          Work.of(
              idle,
              () -> {
                seens.add(network.kill(visitor));
                return network.settle();
              });
      return new Visit(join, death);
    } catch (AssertionError e) {
      throw new AssertionError(visitor.out() + visitor.err(), e);
    }
  }

  @Test
  void nodesThatAreAnnounced() throws Exception {
    Series one = series("growth.announced.rpc.one-in-flight.us");
    Series join = series("growth.announced.join.us");
    Series death = series("growth.announced.death.us");
    for (int count : ANNOUNCED) {
      Vertx vertx = Vertx.vertx();
      TestNode node = TestNode.join(vertx, 1);
      node.does(ClusterNode::up);
      SimulatedNodes.join(vertx, count, node);
      var unusedCalls = SimulatedNodes.call(node, WARM_UP);
      var unusedComings = SimulatedNodes.comeAndGo(node, COMINGS);
      List<Double> ones = new ArrayList<>();
      List<Double> joins = new ArrayList<>();
      List<Double> deaths = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ones.add(Work.of(0, () -> SimulatedNodes.call(node, ROUND)).wallMicrosEach());
        SimulatedNodes.Handled handled = SimulatedNodes.comeAndGo(node, COMINGS);
        joins.add(handled.join() / 1e3);
        deaths.add(handled.death() / 1e3);
      }
      one.add(count, ones);
      join.add(count, joins);
      death.add(count, deaths);
      Await.get(vertx.close());
    }
  }

  @Test
  void playersWhoAreNotOnTheNodeThatDies() throws Exception {
    Series cost = new Series("growth.death.players.cpu-ms");
    try (CrowdedNetwork network = new CrowdedNetwork(directory)) {
      network.warmUp();
      for (int players : PLAYERS) {
        network.fillTo(players);
        CrowdedNetwork.Death death = network.death();
        Figures.note("growth.death.players.operations." + players, (double) death.operations());
        cost.add(players, List.of(death.cpuMillis()));
      }
    }
    Figures.note("growth.death.players.cpu-us-each", cost.perSize() * 1_000);
  }
}
