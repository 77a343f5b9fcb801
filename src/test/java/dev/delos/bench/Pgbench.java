package dev.delos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    Process process =
        new ProcessBuilder(
                "/usr/bin/pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=2",
                "--time=" + seconds,
                "--define=run=" + runs++,
                "--define=count=0",
                "--file=" + script,
                url)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(out);
    if (process.waitFor() != 0 || !rate.find()) {
      throw new IllegalStateException(out);
    }
    return Double.parseDouble(rate.group(1));
  }
}
