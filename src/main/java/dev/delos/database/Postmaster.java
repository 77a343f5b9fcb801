package dev.delos.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the server of one data directory. Blocks; the caller holds the lock. While one
 * thread starts the server, another one may stop it.
 */
final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration FAST_LIMIT = Duration.ofSeconds(4);
  private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(2);
  private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final Path programs;
  private final Path cluster;

  /** What we started ourselves: known for sure, even if the wall clock was set since. */
  private volatile Optional<ProcessHandle> server = Optional.empty();

  Postmaster(Path programs, Path cluster) {
    this.programs = programs;
    this.cluster = cluster;
  }

  /**
   * Starts the server on a free port of the loopback address. Tries again if that fails quickly:
   * somebody else may have taken the port, or a server that a killed Delos was just starting has
   * come up meanwhile.
   *
   * @return the port
   */
  int start(Map<String, String> settings) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(START_LIMIT);
    for (int attempt = 1; ; attempt++) {
      stopLeftOver();
      int port = freePort();
      Duration left = Duration.between(Instant.now(), deadline);
      PostgresProgram start = startProgram(port, settings, left);
      if (start.run(left.plus(PROGRAM_LIMIT))) {
        server = started();
        return port;
      }
      if (attempt == TRIES || Instant.now().isAfter(deadline)) {
        stop();
        throw new EmbeddedDatabaseException(cluster, "PostgreSQL doesn't start: " + start.output());
      }
    }
  }

  /**
   * Starts the server on a port that it has had before. Tries once: backends that outlived their
   * server hold its memory until they notice, and PostgreSQL refuses to start meanwhile.
   */
  void startAgain(int port, Map<String, String> settings, Duration limit)
      throws IOException, InterruptedException {
    if (isRunning()) {
      return;
    }
    stopLeftOver();
    PostgresProgram start = startProgram(port, settings, limit);
    if (!start.run(limit.plus(PROGRAM_LIMIT))) {
      stop();
      throw new EmbeddedDatabaseException(cluster, "PostgreSQL doesn't start: " + start.output());
    }
    server = started();
  }

  /** Whether the server that was started last is alive. Doesn't block. */
  boolean isRunning() {
    return server.filter(PostmasterFile::isAlivePostgres).isPresent();
  }

  /**
   * Stops the server: fast, which ends its transactions and writes a checkpoint; without a
   * checkpoint if that takes too long; by force at last. Nothing committed is lost in any case.
   */
  void stop() throws IOException, InterruptedException {
    boolean stopped =
        stopped("fast", FAST_LIMIT) || stopped("immediate", IMMEDIATE_LIMIT) || killed();
    if (!stopped) {
      throw new EmbeddedDatabaseException(cluster, "PostgreSQL doesn't stop");
    }
  }

  private void stopLeftOver() throws IOException, InterruptedException {
    Optional<PostmasterFile> file = PostmasterFile.read(cluster);
    if (file.isEmpty()) {
      // Nobody is writing it: a server that is just starting would be one more left-over, and
      // the start that follows would fail and be tried again.
      deleteIfEmpty(PostmasterFile.in(cluster));
    } else if (file.get().process().isPresent()) {
      log.info("stopping PostgreSQL (process {}) of a killed Delos", file.get().pid());
      stop();
    } else if (file.get().isStale()) {
      // PostgreSQL only looks whether there is such a process, and would refuse to start.
      log.info("process {} is no PostgreSQL any more", file.get().pid());
      Files.deleteIfExists(PostmasterFile.in(cluster));
    }
  }

  private boolean stopped(String mode, Duration limit) throws IOException, InterruptedException {
    if (process().isEmpty()) {
      return true;
    }
    String seconds = Long.toString(limit.toSeconds());
    PostgresProgram stop =
        program(List.of("stop", "-D", cluster.toString(), "-m", mode, "-w", "-t", seconds));
    return stop.run(limit.plus(PROGRAM_LIMIT)) || process().isEmpty();
  }

  private boolean killed() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = process();
    if (process.isPresent()) {
      process.get().destroyForcibly();
      long deadline = System.nanoTime() + PROGRAM_LIMIT.toNanos();
      while (process().isPresent() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    return process().isEmpty();
  }

  private Optional<ProcessHandle> process() throws IOException {
    return isRunning() ? server : PostmasterFile.read(cluster).flatMap(PostmasterFile::process);
  }

  private Optional<ProcessHandle> started() throws IOException {
    return PostmasterFile.read(cluster).flatMap(file -> ProcessHandle.of(file.pid()));
  }

  private PostgresProgram startProgram(int port, Map<String, String> settings, Duration limit) {
    String options =
        settings.entrySet().stream()
            .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    String seconds = Long.toString(Math.max(1, limit.toSeconds()));
    return program(List.of("start", "-D", cluster.toString(), "-w", "-t", seconds, "-o", options));
  }

  private PostgresProgram program(List<String> arguments) {
    return new PostgresProgram(programs, "pg_ctl", arguments);
  }

  private static void deleteIfEmpty(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == 0) {
      Files.delete(file);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
