package dev.delos.edge;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cuts, stalls and delays connections at random; the same seed makes the same choices. */
final class Trouble {
  private static final int LONGEST_STALL_MS = 8_000;
  private static final int LONGEST_DELAY_MS = 300;

  private final List<Breaker> breakers;
  private final ScheduledExecutorService clock;
  private final Random random;
  private int cuts;
  private int stalls;
  private int delays;

  Trouble(List<Breaker> breakers, ScheduledExecutorService clock, long seed) {
    this.breakers = breakers;
    this.clock = clock;
    this.random = new Random(seed);
  }

  /** One connection gets it. */
  void strike() {
    breakers.get(random.nextInt(breakers.size())).any(random).ifPresent(this::strike);
  }

  private void strike(Line line) {
    int choice = random.nextInt(10);
    if (choice < 4) {
      cuts++;
      line.cut();
    } else if (choice < 8) {
      stalls++;
      line.stall();
      Runnable end = random.nextBoolean() ? line::resume : line::cut;
      long time = random.nextInt(100, LONGEST_STALL_MS);
      var unused = clock.schedule(end, time, TimeUnit.MILLISECONDS);
    } else {
      delays++;
      line.delay(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MS)));
    }
  }

  /** What comes from now on gets through. */
  void heal() {
    for (Breaker breaker : breakers) {
      breaker.resumeAll();
      breaker.delayAll(Duration.ZERO);
    }
  }

  @Override
  public String toString() {
    return "cuts=%d stalls=%d delays=%d".formatted(cuts, stalls, delays);
  }
}
