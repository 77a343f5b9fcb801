package dev.delos.bots;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a run prints: a line every two seconds, and the summary. */
final class Report {
  private final BotsOptions options;
  private final Tally tally;
  private final PrintStream out;
  private long lastAnswers;
  private long lastNanos;

  Report(BotsOptions options, Tally tally, PrintStream out) {
    this.options = options;
    this.tally = tally;
    this.out = out;
  }

  /** How it stands, so long after the begin. */
  void progress(long nanos) {
    long answers = tally.answers.sum();
    double seconds = Math.max(1, nanos - lastNanos) / 1e9;
    print(
        "%5d s  connected %d, connecting %d, signed in %d, requests/s %.0f, failures %d",
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        tally.connected.sum(),
        tally.connecting.sum(),
        tally.signedIn.sum(),
        (answers - lastAnswers) / seconds,
        tally.failuresBut(options.expected()));
    lastAnswers = answers;
    lastNanos = nanos;
  }

  /** How it went; whether well. */
  boolean summary(long nanos) {
    boolean allIn = tally.signedIn.sum() == options.count();
    print(
        "%nbots: %d of %d signed in, %d moves seen, %.0f s",
        tally.signedIn.sum(), options.count(), tally.moves.sum(), nanos / 1e9);
    latencies();
    counts("claims answered", tally.claims());
    counts("failures", tally.failures());
    long failures = tally.failuresBut(options.expected());
    if (!options.expected().isEmpty()) {
      print("failures that were not expected: %d", failures);
    }
    return allIn && failures == 0;
  }

  private void latencies() {
    print("%-10s %9s %9s %9s %9s %9s %9s", "ms", "count", "p50", "p90", "p99", "p99.9", "max");
    for (Tally.Step step : Tally.Step.values()) {
      Histogram latency = tally.latency(step);
      if (latency.getTotalCount() > 0) {
        print(
            "%-10s %9d %9.1f %9.1f %9.1f %9.1f %9.1f",
            step.label(),
            latency.getTotalCount(),
            latency.getValueAtPercentile(50) / 1e3,
            latency.getValueAtPercentile(90) / 1e3,
            latency.getValueAtPercentile(99) / 1e3,
            latency.getValueAtPercentile(99.9) / 1e3,
            latency.getMaxValue() / 1e3);
      }
    }
  }

  private void counts(String what, Map<String, Long> counts) {
    print("%s: %s", what, counts.isEmpty() ? "none" : "");
    counts.forEach((kind, count) -> print("  %-32s %d", kind, count));
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
