package dev.delos.processes;

import static dev.delos.processes.Scene.await;
import static dev.delos.processes.Scene.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.delos.Await;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes that reach each other through relays alone: the one has a proxy and a lobby, the
 * other these as well, and the service and the master. Between them all is cut, then healed.
 */
class PartitionIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Sightings WITHOUT_SERVICE = new Sightings();
  private static final Sightings WITH_SERVICE = new Sightings();
  private static TwoSites sites;

  @BeforeAll
  static void start(@TempDir Path directory) {
    sites = TwoSites.start(VERTX, directory);
  }

  @AfterAll
  static void stop() {
    try {
      sites.close();
    } finally {
      Await.get(VERTX.close());
    }
  }

  @Test
  void eachSideGoesOnWithWhatItHasAndBothHealWithoutAStart() {
    try (Player alice =
            Player.play(VERTX, "alice", List.of(sites.page(TwoSites.EDGE)), WITHOUT_SERVICE);
        Player bob = Player.play(VERTX, "bob", List.of(sites.page(TwoSites.CORE)), WITH_SERVICE)) {
      awaitAllWorks();
      long cut = System.nanoTime();
      sites.cut();
      await().until(() -> !sites.isReady(TwoSites.EDGE) && !sites.isReady(TwoSites.CORE));
      figure("partition: both sides say that they are alone", cut);
      long alone = System.nanoTime();
      await().until(() -> WITH_SERVICE.goodSince(alone) >= 20);
      await().until(() -> WITHOUT_SERVICE.badSince(alone).size() >= 5);
      report("partition", cut);
      long heal = System.nanoTime();
      sites.heal();
      awaitAllWorks();
      figure("partition healed: all calls work", heal);
      report("partition healed", heal);
      assertThat(Duration.ofMillis(Scene.msSince(heal))).isLessThan(Duration.ofSeconds(40));
      assertThat(sites.areAlive()).isTrue();
      assertThat(alice.connections()).isPositive();
      assertThat(bob.connections()).isPositive();
    }
  }

  private static void awaitAllWorks() {
    await().until(() -> sites.isReady(TwoSites.EDGE) && sites.isReady(TwoSites.CORE));
    long now = System.nanoTime();
    await().until(() -> WITHOUT_SERVICE.goodSince(now) >= 10);
    await().until(() -> WITH_SERVICE.goodSince(now) >= 10);
  }

  private static void report(String what, long since) {
    System.out.printf(
        "FIGURE %s: player beside the service: %s%n", what, WITH_SERVICE.summary(since));
    System.out.printf(
        "FIGURE %s: player cut off from it: %s%n", what, WITHOUT_SERVICE.summary(since));
  }
}
