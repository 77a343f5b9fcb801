package dev.delos.chaos;

import dev.delos.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run: a network, bots on it, faults in it, and the count at the end. */
final class Chaos {
  private static final int BOTS = 24;

  /** What the bots may take at the end, with all processes back, for what they still wait for. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);

  private static final int VISITS = 40;

  private final Path directory;
  private final Path jar;
  private final List<Integer> victims;
  private final int freezes;
  private final Duration pause;

  /**
   * What came of a run.
   *
   * @param unanswered whether a bot still waited at the end
   */
  record Result(
      long signIns, int kills, long lost, long doubled, long longestWaitMs, boolean unanswered) {
    @Override
    public String toString() {
      return "chaos: signins=%d kills=%d lost=%d double=%d longestWaitMs=%d"
          .formatted(signIns, kills, lost, doubled, longestWaitMs);
    }
  }

  /**
   * A run that has not begun.
   *
   * @param victims server ids, and 0 for the database
   * @param freezes of a hundred faults of nodes, how many freeze instead of killing
   * @param pause between two faults, on average
   */
  Chaos(Path directory, Path jar, List<Integer> victims, int freezes, Duration pause) {
    this.freezes = freezes;
    this.directory = directory;
    this.jar = jar;
    this.victims = victims;
    this.pause = pause;
  }

  Result run(Duration time) throws Exception {
    Vertx vertx = Vertx.vertx();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (ChaosNetwork network = ChaosNetwork.start(directory, jar)) {
      Bots bots = new Bots(vertx, ChaosNetwork.PROXIES.stream().map(network::page).toList());
      Future<Void> playing = bots.play(BOTS);
      Faults faults = new Faults(network, victims, freezes, pause, System.nanoTime());
      faults.run(time, clock);
      bots.leave();
      network.makeWhole();
      boolean unanswered = !endsWithin(playing);
      Count count = new Count(network.database());
      deliverWhatWaits(bots, count);
      Result result =
          new Result(
              count.signIns(),
              faults.kills(),
              count.lost(bots.sawClaimed()),
              count.doubled(),
              bots.longestWaitMs(),
              unanswered);
      if (result.lost() + result.doubled() > 0 || unanswered) {
        System.out.println(String.join("\n", faults.log()));
      }
      return result;
    } finally {
      clock.shutdownNow();
      Await.get(vertx.close());
    }
  }

  private static boolean endsWithin(Future<Void> playing) {
    try {
      playing
          .toCompletionStage()
          .toCompletableFuture()
          .get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Whoever vanished comes back once: what was granted is delivered at the next login. */
  private static void deliverWhatWaits(Bots bots, Count count) {
    for (int round = 0; round < VISITS; round++) {
      List<String> waiting = count.waiting();
      if (waiting.isEmpty()) {
        return;
      }
      List<Future<Void>> visits = new ArrayList<>();
      waiting.stream()
          .limit(50)
          .forEach(uid -> visits.add(bots.visit(uid.substring("guest:".length()))));
      Await.get(Future.join(visits).transform(done -> Future.succeededFuture()));
    }
  }
}
