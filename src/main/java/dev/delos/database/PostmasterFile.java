package dev.delos.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} that a running PostgreSQL keeps in its data directory: the
 * process in line 1, the time of its start in line 3.
 */
record PostmasterFile(long pid, Instant started) {
  /** The clock of the file is the wall clock; that of the process table counts ticks since boot. */
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private static final int LINE_OF_PID = 0;
  private static final int LINE_OF_START = 2;

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** What the file says; empty if there is none, or not yet a whole one. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(in(cluster));
      return lines.size() <= LINE_OF_START
          ? Optional.empty()
          : Optional.of(
              new PostmasterFile(
                  number(lines.get(LINE_OF_PID)),
                  Instant.ofEpochSecond(number(lines.get(LINE_OF_START)))));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The process, if it is alive and the one that wrote the file. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(PostmasterFile::isAlivePostgres).filter(this::isNearStart);
  }

  /**
   * Whether the number now stands for something that surely is no PostgreSQL: another program, or a
   * dead process that nobody has buried, as happens in containers without an init.
   */
  boolean isStale() {
    return isZombie()
        || ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(command -> !isPostgres(command))
            .orElse(false);
  }

  /** Whether a process is a live PostgreSQL. A dead one that nobody has buried has no command. */
  static boolean isAlivePostgres(ProcessHandle process) {
    return process.isAlive()
        && process.info().command().map(PostmasterFile::isPostgres).orElse(false);
  }

  /** Linux alone: the state is the letter after the name, which is in parentheses. */
  private boolean isZombie() {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return status.startsWith("Z", status.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isNearStart(ProcessHandle process) {
    return process.info().startInstant().map(this::isNearStart).orElse(false);
  }

  private boolean isNearStart(Instant start) {
    return Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Linux says "postgres (deleted)" once the file of a running program is gone. */
  private static boolean isPostgres(String command) {
    String name = command.substring(command.lastIndexOf('/') + 1);
    return name.equals("postgres") || name.startsWith("postgres ");
  }

  private static long number(String line) {
    return Long.parseLong(line.trim());
  }
}
