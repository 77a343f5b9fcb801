package dev.delos.database;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server running: when its postmaster dies, starts it again on the same port with the same
 * settings, until it is told to stop or the server stays down for too long.
 *
 * <p>All that starts the server belongs to one daemon thread. The only thing that others tell it is
 * to end, and that can't be taken back.
 *
 * <p>It looks instead of waiting for {@link ProcessHandle#onExit}. The postmaster is no child of
 * ours, so that Java 17 would only look too, every 5 s at last, and would take a dead process that
 * nobody has buried for a live one, as happens in containers without an init.
 */
final class PostmasterWatch {
  private static final Logger log = LoggerFactory.getLogger(PostmasterWatch.class);

  /** Left-over backends may hold the shared memory: as long as a statement may run, and more. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Postmaster postmaster;
  private final int port;
  private final Map<String, String> settings;
  private final Duration limit;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "postgresql-watch");

  private PostmasterWatch(
      Postmaster postmaster, int port, Map<String, String> settings, Duration limit) {
    this.postmaster = postmaster;
    this.port = port;
    this.settings = settings;
    this.limit = limit;
    thread.setDaemon(true);
  }

  /** Watches a server that runs on this port with these settings. */
  static PostmasterWatch over(
      Postmaster postmaster, int port, Map<String, String> settings, Duration limit) {
    PostmasterWatch watch = new PostmasterWatch(postmaster, port, settings, limit);
    watch.thread.start();
    return watch;
  }

  /**
   * Stops the server, also one that is just being started again. Nothing runs and nothing is
   * started any more when it returns. Blocks.
   */
  void stop() throws IOException, InterruptedException {
    stopping.countDown();
    try {
      // A start that is under way ends as soon as the server is stopped that it waits for.
      thread.join(PERIOD.toMillis());
      while (thread.isAlive()) {
        postmaster.stop();
        thread.join(PERIOD.toMillis());
      }
    } finally {
      postmaster.stop();
    }
  }

  private void run() {
    try {
      boolean up = true;
      while (up && !isStoppedWithin(PERIOD)) {
        up = postmaster.isRunning() || startAgain();
      }
    } catch (InterruptedException e) {
      log.debug("nobody watches PostgreSQL on port {} any more", port, e);
    }
  }

  /** Whether to go on watching. */
  private boolean startAgain() throws InterruptedException {
    log.error("PostgreSQL on port {} has died, starting it again", port);
    long begin = System.nanoTime();
    while (!isStoppedWithin(PERIOD)) {
      @Nullable Exception failure = failureToStart(limit.minusNanos(System.nanoTime() - begin));
      if (failure == null) {
        log.info("PostgreSQL on port {} is back after {} ms", port, millisSince(begin));
        return true;
      }
      log.debug("PostgreSQL on port {} isn't back yet", port, failure);
      if (millisSince(begin) > limit.toMillis()) {
        log.error(
            "PostgreSQL on port {} stays down, start Delos again: {}", port, failure.toString());
        return false;
      }
    }
    return false;
  }

  private @Nullable Exception failureToStart(Duration left) throws InterruptedException {
    try {
      postmaster.startAgain(port, settings, left);
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    }
  }

  private boolean isStoppedWithin(Duration time) throws InterruptedException {
    return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
