package dev.delos.processes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What callers saw, and when. For any thread. */
final class Sightings {
  /** What a call brought that did what it should. */
  static final String GOOD = "good";

  private final List<Sighting> all = new ArrayList<>();

  /** One call: when it began and ended by {@code System.nanoTime}, and how. */
  private record Sighting(long begin, long end, String outcome) {
    boolean isGood() {
      return outcome.equals(GOOD);
    }

    long tookMs() {
      return (end - begin) / 1_000_000;
    }
  }

  synchronized void note(long begin, String outcome) {
    all.add(new Sighting(begin, System.nanoTime(), outcome));
  }

  /** How many calls that began after that moment did what they should. */
  long goodSince(long moment) {
    return since(moment).filter(Sighting::isGood).count();
  }

  /** The outcomes other than good of the calls that ended after that moment. */
  List<String> badSince(long moment) {
    return endedSince(moment)
        .filter(seen -> !seen.isGood())
        .map(seen -> seen.outcome() + " after " + seen.tookMs() + " ms")
        .toList();
  }

  /** How long after that moment the first call ended well that had begun after it. */
  OptionalLong firstGoodMs(long moment) {
    return since(moment)
        .filter(Sighting::isGood)
        .mapToLong(seen -> (seen.end() - moment) / 1_000_000)
        .min();
  }

  /** The longest time without a call that ended well, from that moment until now. */
  Duration longestGap(long moment) {
    long last = moment;
    long longest = 0;
    for (Sighting seen : endedSince(moment).filter(Sighting::isGood).toList()) {
      longest = Math.max(longest, seen.end() - last);
      last = seen.end();
    }
    return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
  }

  /** How many calls ended how, and how long they took, since that moment. */
  String summary(long moment) {
    Map<String, LongSummaryStatistics> outcomes =
        endedSince(moment)
            .collect(
                Collectors.groupingBy(
                    Sighting::outcome, TreeMap::new, Collectors.summarizingLong(Sighting::tookMs)));
    return outcomes.entrySet().stream()
            .map(
                entry ->
                    entry.getValue().getCount()
                        + " "
                        + entry.getKey()
                        + " (at most "
                        + entry.getValue().getMax()
                        + " ms)")
            .collect(Collectors.joining(", "))
        + "; longest time without a good one "
        + longestGap(moment).toMillis()
        + " ms";
  }

  private synchronized Stream<Sighting> since(long moment) {
    return List.copyOf(all).stream().filter(seen -> seen.begin() > moment);
  }

  private synchronized Stream<Sighting> endedSince(long moment) {
    return List.copyOf(all).stream().filter(seen -> seen.end() > moment);
  }
}
