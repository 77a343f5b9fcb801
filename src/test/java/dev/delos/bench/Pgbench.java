package dev.delos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** PostgreSQL's own benchmark, as Debian installs it. */
final class Pgbench {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final String url;
  private int runs;

  Pgbench(String url) {
    this.url = url;
  }

  static boolean isHere() {
    return Files.isExecutable(Path.of("/usr/bin/pgbench"));
  }

  /**
   * Transactions a second of a script, each client sending the next when the last has its answer.
   * The script may use {@code :run}, which is another one each time, and {@code :count}, which is
   * 0.
   */
  double rate(Path script, int clients, int seconds) throws IOException, InterruptedException {
    Matcher rate = RATE.matcher(run(script, clients, seconds));
    if (!rate.find()) {
      throw new IllegalStateException("pgbench says nothing of tps");
    }
    return Double.parseDouble(rate.group(1));
  }

  /**
   * How long transactions take that are due so many times a second, in nanoseconds, each from when
   * it was due.
   */
  Histogram latency(Path script, int clients, int seconds, double perSecond, Path logs)
      throws IOException, InterruptedException {
    Path prefix = Files.createTempDirectory(logs, "pgbench").resolve("log");
    run(
        script,
        clients,
        seconds,
        String.format(Locale.ROOT, "--rate=%.1f", perSecond),
        "--log",
        "--log-prefix=" + prefix);
    Histogram latency = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(prefix.getParent())) {
      for (Path file : files) {
        Files.readAllLines(file)
            .forEach(line -> latency.recordValue(1_000 * Long.parseLong(line.split(" ", 4)[2])));
      }
    }
    return latency;
  }

  private String run(Path script, int clients, int seconds, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=2",
                "--time=" + seconds,
                "--define=run=" + runs++,
                "--define=count=0",
                "--file=" + script));
    command.addAll(List.of(more));
    command.add(url);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(out);
    }
    return out;
  }
}
