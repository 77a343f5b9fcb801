package dev.delos.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import dev.delos.Folders;
import dev.delos.launcher.DelosProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A network of processes with players on it who never stop claiming, and a caller who never stops
 * calling. One serves all tests of this JVM: each leaves it whole.
 */
final class Scene implements AutoCloseable {
  private static final int PLAYERS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** So many good answers in a row, from each side, and the network is taken for whole. */
  private static final int ENOUGH = 20;

  private final Path directory;
  private final ProcessNetwork network;
  private final Caller caller;
  private final Vertx vertx = Vertx.vertx();
  private final Sightings players = new Sightings();
  private final List<Player> playing = new ArrayList<>();
  private final AtomicInteger guests = new AtomicInteger();

  private Scene(Path directory) {
    this.directory = directory;
    this.network = ProcessNetwork.prepare(directory);
    try {
      // The oldest member of the cluster, and the one that makes the tables.
      start(3001);
      start(2001, 9001, 1001);
      this.caller = Caller.join(network.clusterFile());
      start(3002, 2002, 9002, 1002);
    } catch (Throwable e) {
      network.close();
      throw new AssertionError(network.logs(), e);
    }
    for (int i = 0; i < PLAYERS; i++) {
      List<URI> pages = new ArrayList<>(network.pages());
      Collections.rotate(pages, i);
      playing.add(Player.play(vertx, "player" + i, pages, players));
    }
  }

  /** Starts a network. */
  static Scene begin() {
    try {
      return new Scene(Files.createTempDirectory("delos-processes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(Integer... serverIds) {
    List.of(serverIds).forEach(network::start);
    List.of(serverIds).forEach(serverId -> process(serverId).awaitReady());
  }

  static Stream<Integer> nodes() {
    return Stream.of(
            ProcessNetwork.SERVICES,
            ProcessNetwork.LOBBIES,
            ProcessNetwork.MASTERS,
            ProcessNetwork.PROXIES)
        .flatMap(List::stream);
  }

  ProcessNetwork network() {
    return network;
  }

  Caller caller() {
    return caller;
  }

  /** What the players saw. */
  Sightings players() {
    return players;
  }

  DelosProcess process(int serverId) {
    return network.process(serverId);
  }

  /** How often the players have connected so far, all together. */
  int connections() {
    return playing.stream().mapToInt(Player::connections).sum();
  }

  /** Starts those that have ended, and waits until every call works. */
  void makeWhole() {
    List<Integer> ended = nodes().filter(serverId -> !process(serverId).isAlive()).toList();
    start(ended.toArray(Integer[]::new));
    awaitCallsWork(nodes().toList());
  }

  /** Waits until these nodes are all that is known, and every call to and through them works. */
  void awaitCallsWork(List<Integer> alive) {
    await()
        .untilAsserted(
            () ->
                assertThat(nodes())
                    .allSatisfy(
                        serverId ->
                            assertThat(caller.isUp(serverId))
                                .as("node %d is up", serverId)
                                .isEqualTo(alive.contains(serverId))));
    for (int serverId : alive) {
      awaitAnswer(serverId);
    }
    long now = System.nanoTime();
    await().until(() -> players.goodSince(now) >= ENOUGH);
    await().until(() -> caller.sightings().goodSince(now) >= ENOUGH);
    await().until(() -> query(caller.activeMaster().orElseThrow()) == 1);
  }

  /** Waits until a node does its work: a proxy takes a guest, a service and a master answer. */
  private void awaitAnswer(int serverId) {
    if (ProcessNetwork.PROXIES.contains(serverId)) {
      await().untilAsserted(() -> assertThat(claimOfANewGuest(serverId)).isEqualTo("CLAIMED"));
    } else if (ProcessNetwork.SERVICES.contains(serverId)) {
      await().untilAsserted(() -> assertThat(answerOf(serverId)).isEqualTo(Sightings.GOOD));
    } else if (ProcessNetwork.MASTERS.contains(serverId)) {
      await().until(() -> query(serverId) > 0);
    }
  }

  private String answerOf(int serviceId) {
    return Await.get(caller.ask(serviceId).map(Sightings.GOOD).otherwise(Caller::code));
  }

  String claimOfANewGuest(int proxyId) throws Exception {
    return Player.claimOnce(vertx, "guest" + guests.incrementAndGet(), network.page(proxyId));
  }

  /** The code with which a master answers the daily mod's command. */
  int query(int masterId) throws Exception {
    return network
        .operator(masterId, "/daily/query", new JsonObject().put("uid", "player0"))
        .getInteger("code");
  }

  /** Waits until something is so; what it throws meanwhile counts for not yet. */
  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions();
  }

  /** Prints what was measured. */
  void report(String what, long since) {
    System.out.printf("FIGURE %s: players: %s%n", what, players.summary(since));
    System.out.printf("FIGURE %s: caller: %s%n", what, caller.sightings().summary(since));
  }

  static void figure(String what, long sinceNanos) {
    System.out.printf("FIGURE %s: %d ms%n", what, msSince(sinceNanos));
  }

  static long msSince(long moment) {
    return (System.nanoTime() - moment) / 1_000_000;
  }

  @Override
  public void close() {
    playing.forEach(Player::close);
    try {
      caller.close();
    } finally {
      network.close();
    }
    Await.get(vertx.close());
    if (System.getProperty("delos.keep") == null) {
      Folders.delete(directory);
    }
  }
}
