package dev.delos.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A JVM of its own, whose memory is measured. */
final class Jvm implements AutoCloseable {
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** The last line of jcmd's GC.class_histogram: how many objects live, and their bytes. */
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /** The heap gives back what it doesn't need, so that resident memory tells something. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private static final Path BENCH = Path.of("target", "bench");

  private final Process process;
  private int looks;
  private final Path out;
  private final Path err;

  /**
   * Memory of a process after a full collection, in bytes.
   *
   * @param resident what the system counts
   * @param heap what lives on the heap
   */
  record Memory(long resident, long heap) {
    double residentSince(Memory before, int connections) {
      return (resident - before.resident) / 1024.0 / connections;
    }

    double heapSince(Memory before, int connections) {
      return (heap - before.heap) / 1024.0 / connections;
    }
  }

  private Jvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs {@code java <arguments>} in that directory. */
  static Jvm run(Path directory, String name, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(BIN.resolve("java").toString()));
    command.addAll(OPTIONS);
    command.addAll(List.of(arguments));
    Path out = directory.resolve(name + ".out");
    Path err = directory.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Jvm(builder.start(), out, err);
  }

  /** Runs a class of the tests. */
  static Jvm run(Path directory, String name, Class<?> main, String... arguments)
      throws IOException {
    List<String> all =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return run(directory, name, Map.of(), all.toArray(String[]::new));
  }

  /** Waits until it has printed something of that pattern; brings it as {@link #printed}. */
  String await(String pattern, Duration limit) {
    try {
      return Awaitility.await()
          .atMost(limit)
          .pollInterval(Duration.ofMillis(200))
          .failFast("the process has ended", () -> !process.isAlive())
          .until(() -> printed(pattern), found -> !found.isEmpty());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError("no " + pattern + " in\n" + out() + err(), e);
    }
  }

  /** What the first group of that pattern, or all of it, matches last; empty if it doesn't. */
  String printed(String pattern) {
    String found = "";
    Matcher matcher = Pattern.compile(pattern).matcher(out());
    while (matcher.find()) {
      found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    }
    return found;
  }

  /** Its classes' shares are written to {@code target/bench}. */
  Memory memory() throws IOException, InterruptedException {
    jcmd("GC.run");
    jcmd("GC.run");
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
    if (!resident.find()) {
      throw new IllegalStateException("no VmRSS");
    }
    // Counted as they are found: what a busy process has allocated since is none of it.
    String classes = jcmd("GC.class_histogram");
    Files.writeString(
        Files.createDirectories(BENCH).resolve(out.getFileName() + "." + ++looks + ".classes"),
        classes);
    Matcher live = LIVE.matcher(classes);
    if (!live.find()) {
      throw new IllegalStateException("no total");
    }
    return new Memory(1024 * Long.parseLong(resident.group(1)), Long.parseLong(live.group(1)));
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(BIN.resolve("jcmd").toString(), "" + process.pid(), command)
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(text);
    }
    return text;
  }

  /** Asks it to end, and waits for that. */
  int end(Duration limit) throws InterruptedException {
    process.destroy();
    return exitCode(limit);
  }

  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running: " + out());
    }
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
