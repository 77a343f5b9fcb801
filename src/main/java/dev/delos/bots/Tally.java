package dev.delos.bots;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What the bots have seen; all of them write to it, from any thread. */
final class Tally {
  /** What takes time. */
  enum Step {
    LOGIN,
    OPEN,
    CLAIM,
    RECONNECT;

    /** As the summary and {@code --expect} have it. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In microseconds. */
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

  private final Map<Step, Histogram> latencies =
      Arrays.stream(Step.values())
          .collect(
              Collectors.toMap(
                  Function.identity(), step -> new ConcurrentHistogram(1, LONGEST, 3)));

  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> claims = new ConcurrentHashMap<>();

  final LongAdder connecting = new LongAdder();
  final LongAdder connected = new LongAdder();
  final LongAdder signedIn = new LongAdder();
  final LongAdder answers = new LongAdder();
  final LongAdder moves = new LongAdder();

  /**
   * A step has succeeded now.
   *
   * @param due when it was to begin, whether or not it could: {@link System#nanoTime()}
   */
  void succeeded(Step step, long due) {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
    latency(step).recordValue(Math.min(Math.max(micros, 1), LONGEST));
  }

  void failed(Step step, String kind) {
    failed(step.label() + "." + kind);
  }

  void failed(String kind) {
    failures.computeIfAbsent(kind, first -> new LongAdder()).increment();
  }

  /** A claim has been answered with that code. */
  void claimed(String code) {
    claims.computeIfAbsent(code, first -> new LongAdder()).increment();
  }

  /** In microseconds. */
  Histogram latency(Step step) {
    return Objects.requireNonNull(latencies.get(step));
  }

  NavigableMap<String, Long> failures() {
    return sums(failures);
  }

  NavigableMap<String, Long> claims() {
    return sums(claims);
  }

  /** How many failures there were, those kinds aside. */
  long failuresBut(Set<String> expected) {
    return failures.entrySet().stream()
        .filter(failure -> !expected.contains(failure.getKey()))
        .mapToLong(failure -> failure.getValue().sum())
        .sum();
  }

  private static NavigableMap<String, Long> sums(Map<String, LongAdder> counts) {
    NavigableMap<String, Long> sums = new TreeMap<>();
    counts.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }
}
