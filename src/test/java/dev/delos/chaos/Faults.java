package dev.delos.chaos;

import dev.delos.launcher.DelosProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills and freezes at random, one fault after another, until it is stopped. */
final class Faults {
  private static final int LONGEST_FREEZE_MS = 9_000;

  private final ChaosNetwork network;
  private final List<Integer> victims;
  private final int freezes;
  private final Random random;
  private final Duration pause;
  private final List<String> log = new ArrayList<>();
  private int kills;

  /**
   * No fault yet.
   *
   * @param victims which nodes, and whether the database: 0
   * @param freezes of a hundred faults of nodes, how many freeze instead of killing
   * @param pause between two faults, on average
   */
  Faults(ChaosNetwork network, List<Integer> victims, int freezes, Duration pause, long seed) {
    this.freezes = freezes;
    this.network = network;
    this.victims = victims;
    this.pause = pause;
    this.random = new Random(seed);
  }

  /** How many processes were killed with -9. */
  int kills() {
    return kills;
  }

  /** What was done, in its order. */
  List<String> log() {
    return log;
  }

  /** Goes on for so long; blocks. Restarts what has ended, at the next fault at the latest. */
  void run(Duration time, ScheduledExecutorService clock) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      waitFor(clock, (long) (pause.toMillis() * (0.5 + random.nextDouble())));
      restartTheDead();
      int victim = victims.get(random.nextInt(victims.size()));
      if (victim == 0) {
        network.database().kill();
        killed("database");
      } else if (random.nextInt(100) < freezes) {
        freeze(victim, clock);
      } else {
        network.process(victim).kill();
        killed("node " + victim);
        // Sometimes at once, sometimes only before the next fault.
        if (random.nextBoolean()) {
          network.restart(victim);
        }
      }
    }
  }

  private void freeze(int victim, ScheduledExecutorService clock) throws Exception {
    DelosProcess process = network.process(victim);
    long time = random.nextInt(500, LONGEST_FREEZE_MS);
    log.add("node " + victim + " frozen for " + time + " ms");
    process.signal("STOP");
    try {
      waitFor(clock, time);
    } finally {
      process.signal("CONT");
    }
  }

  private void killed(String what) {
    kills++;
    log.add(what + " killed");
  }

  private void restartTheDead() {
    for (int serverId : ChaosNetwork.NODES) {
      if (!network.process(serverId).isAlive()) {
        network.restart(serverId);
      }
    }
  }

  private static void waitFor(ScheduledExecutorService clock, long ms) throws Exception {
    clock.schedule(() -> {}, ms, TimeUnit.MILLISECONDS).get();
  }
}
