package dev.delos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.protocol.NodeInfo;
import dev.delos.protocol.NodeStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stays of a proxy that is gone, in a cluster of two processes with neither a proxy nor a
 * lobby. Time is the test's.
 */
class OrphanSweepTest {
  private static final int MANY = 40;
  private static final int RESUME_SECONDS = 20;
  private static final int TICK_SECONDS = 5;

  private static TestCluster cluster;
  private static Vertx eastern;
  private static Vertx western;
  private static Members members;
  private static TestNode east;
  private static TestNode west;
  private static int proxies = 1000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final int proxyId = ++proxies;
  private OrphanSweep eastSweep;
  private OrphanSweep westSweep;

  @BeforeAll
  static void join(@TempDir Path directory) {
    cluster = new TestCluster(directory);
    eastern = cluster.join();
    western = cluster.join();
    members = Members.of(eastern, left -> {}, () -> {});
    east = TestNode.join(eastern, 1);
    west = TestNode.join(western, 2);
    east.sees(west, NodeStatus.STARTING);
    west.sees(east, NodeStatus.STARTING);
  }

  @AfterAll
  static void close() {
    members.close();
    cluster.close();
  }

  @BeforeEach
  void begin() {
    eastSweep = sweep(eastern, east);
    westSweep = sweep(western, west);
  }

  private OrphanSweep sweep(Vertx vertx, TestNode node) {
    return Await.get(
        node.run(
            joined ->
                Future.succeededFuture(
                    new OrphanSweep(
                        joined.directory(),
                        joined.presence(),
                        new PresenceShare(vertx),
                        new ServerIdClaim(vertx, members, joined.self()),
                        joined.self(),
                        now::get))));
  }

  @Test
  void entriesThatNobodyTakesOverGoWhoeverIsLeft() {
    diesWithEntries();
    passes(55, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    passes(5, eastSweep);
    assertThat(entries()).isBetween(1, MANY - 1);
    passes(5, westSweep);
    assertThat(entries()).isZero();
  }

  @Test
  void entriesOfAProxyThatNobodySawLeaveGoAMinuteLater() {
    claim(east, 7);
    passes(60, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    passes(60, eastSweep, westSweep);
    assertThat(entries()).isZero();
  }

  @Test
  void aProxyThatComesBackKeepsItsEntriesAndHasItsTimeAnew() {
    diesWithEntries();
    passes(40, eastSweep, westSweep);
    TestNode again = comes();
    passes(65, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    leaves(again);
    passes(15, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    passes(60, eastSweep, westSweep);
    assertThat(entries()).isZero();
  }

  @Test
  void aProxyThatIsNotHeardOfButWhoseProcessLivesKeepsItsEntries() {
    NodeInfo silent =
        NodeInfo.starting(proxyId, 7, "proxy", "proxy", List.of(), "test")
            .withMember(members.selfId());
    ServerIdClaim life = new ServerIdClaim(eastern, members, silent);
    Await.get(life.take());
    claim(east, 7);
    passes(180, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    Await.get(life.release());
    passes(60, eastSweep, westSweep);
    assertThat(entries()).isZero();
  }

  @Test
  void whatIsTakenOverInTimeStays() {
    diesWithEntries();
    Online orphan = entry(0).orElseThrow();
    boolean isPassed = Await.get(east.run(node -> node.presence().pass(orphan, orphan.at(2, 1))));
    assertThat(isPassed).isTrue();
    passes(120, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(1);
    assertThat(entry(0).orElseThrow().proxyId()).isEqualTo(2);
  }

  @Test
  void afterAPauseOfOnesOwnTheOthersAreHeardFirst() {
    diesWithEntries();
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    passes(5, eastSweep, westSweep);
    passes(55, eastSweep, westSweep);
    assertThat(entries()).isEqualTo(MANY);
    passes(5, eastSweep, westSweep);
    assertThat(entries()).isZero();
  }

  @Test
  void oneNodeOfAProcessDoesItForAll() {
    TestNode proxy = comes();
    TestNode second = TestNode.join(eastern, 900);
    OrphanSweep seconds = sweep(eastern, second);
    claim(proxy, 1);
    leaves(proxy);
    passes(120, seconds);
    assertThat(entries()).isEqualTo(MANY);
    second.vanish();
    passes(120, eastSweep, westSweep);
    assertThat(entries()).isZero();
  }

  private void diesWithEntries() {
    TestNode proxy = comes();
    claim(proxy, 1);
    leaves(proxy);
  }

  private TestNode comes() {
    TestNode joined = TestNode.join(eastern, proxyId, "proxy");
    east.sees(joined, NodeStatus.STARTING);
    west.sees(joined, NodeStatus.STARTING);
    return joined;
  }

  private void leaves(TestNode proxy) {
    proxy.vanish();
    Awaitility.await().until(() -> !knows(east) && !knows(west));
  }

  private boolean knows(TestNode node) {
    return Await.get(
        node.run(joined -> Future.succeededFuture(joined.directory().find(proxyId).isPresent())));
  }

  private void claim(TestNode by, long incarnation) {
    for (int i = 0; i < MANY; i++) {
      Online session = new Online(uid(i), proxyId, incarnation, "s", 0, 0, RESUME_SECONDS);
      Await.get(by.run(node -> node.presence().claim(session)));
    }
  }

  private String uid(int i) {
    return proxyId + "-" + i;
  }

  /** Lets time pass for all, and calls those who look. */
  private void passes(int seconds, OrphanSweep... looking) {
    for (int second = 0; second < seconds; second += TICK_SECONDS) {
      now.addAndGet(Duration.ofSeconds(TICK_SECONDS).toNanos());
      for (OrphanSweep sweep : List.of(looking)) {
        Await.get((sweep == westSweep ? west : east).run(node -> sweep.tick()));
      }
    }
  }

  private int entries() {
    return (int) IntStream.range(0, MANY).filter(i -> entry(i).isPresent()).count();
  }

  private Optional<Online> entry(int i) {
    return Await.get(east.run(node -> node.presence().entry(uid(i))));
  }
}
