package dev.delos.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prints figures, adds each as a line of JSON to {@code target/bench/results.jsonl}, and draws
 * those that compare beside it.
 */
final class Figures {
  private static final Path FILE = Path.of("target", "bench", "results.jsonl");

  private Figures() {}

  /**
   * A figure of ours beside another's: medians of their rounds, and of the rounds' ratios; spread
   * is the largest ratio over the smallest.
   */
  static double compare(String name, List<Double> ours, List<Double> other) throws IOException {
    List<Double> ratios =
        IntStream.range(0, ours.size()).mapToObj(i -> ours.get(i) / other.get(i)).toList();
    double ratio = median(ratios);
    double spread =
        ratios.stream().max(Double::compare).orElseThrow()
            / ratios.stream().min(Double::compare).orElseThrow();
    write(
        new JsonObject()
            .put("name", name)
            .put("ours", round(median(ours)))
            .put("other", round(median(other)))
            .put("ratio", round(ratio))
            .put("spread", round(spread)));
    return ratio;
  }

  /** A figure that stands alone. */
  static void note(String name, double value) throws IOException {
    write(new JsonObject().put("name", name).put("ours", round(value)));
  }

  private static void write(JsonObject figure) throws IOException {
    System.out.println(figure.encode());
    Files.createDirectories(FILE.getParent());
    Files.writeString(
        FILE,
        figure.encode() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Chart.draw(FILE, FILE.resolveSibling("results.svg"));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
