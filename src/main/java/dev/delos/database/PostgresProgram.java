package dev.delos.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one of PostgreSQL's programs and waits for it; what it prints goes to the log. Since
 * PostgreSQL refuses to run as root, root runs it in a user namespace of its own. Blocks.
 */
final class PostgresProgram {
  private static final Logger log = LoggerFactory.getLogger("dev.delos.database.postgresql");
  private static final int LINES_KEPT = 20;
  private static final Duration LAST_LINES = Duration.ofMillis(500);

  private final String name;
  private final List<String> command;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private @Nullable Thread reader;

  PostgresProgram(Path programs, String name, List<String> arguments) {
    this.name = name;
    this.command = new ArrayList<>();
    if (isRootOnLinux()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(name).toString());
    command.addAll(arguments);
  }

  /**
   * Runs it to its end.
   *
   * @return whether it succeeded within the limit; it is killed if it took longer
   */
  boolean run(Duration limit) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    cleanEnvironment(builder.environment());
    Process process = builder.start();
    reader = new Thread(() -> read(process), "postgresql-" + name);
    reader.setDaemon(true);
    reader.start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    return ended && process.exitValue() == 0;
  }

  /** The last lines that it printed, as one line. Only of a program that leaves no server. */
  String output() throws InterruptedException {
    if (reader != null) {
      reader.join(LAST_LINES.toMillis());
    }
    synchronized (lastLines) {
      return String.join("; ", lastLines);
    }
  }

  /** Lasts longer than the program where that leaves a server behind, which prints here too. */
  private void read(Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.debug("{}", line);
        keep(line);
      }
    } catch (IOException e) {
      log.debug("{} was cut off", name, e);
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      if (!line.isBlank()) {
        lastLines.addLast(line.trim());
      }
      if (lastLines.size() > LINES_KEPT) {
        lastLines.removeFirst();
      }
    }
  }

  private static boolean isRootOnLinux() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  private static void cleanEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
  }
}
