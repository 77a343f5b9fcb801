package dev.delos.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Draws what grows with the network: to the right the nodes, upwards the cost as a multiple of that
 * at the series' smallest size, both by their logarithms. The dashed lines are a cost that stays
 * and one that doubles with the nodes.
 */
final class GrowthChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int LEFT = 60;
  private static final int TOP = 20;
  private static final int RIGHT = 560;
  private static final int BOTTOM = 510;
  private static final int LINE = 20;
  private static final double LEAST_X = 2;
  private static final double MOST_X = 1_000;
  private static final double LEAST_Y = 0.25;
  private static final double MOST_Y = 128;
  private static final List<Integer> XS = List.of(2, 4, 8, 16, 100, 1_000);
  private static final List<Double> YS = List.of(0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0);
  private static final List<String> COLOURS =
      List.of("#36c", "#c33", "#393", "#c80", "#939", "#088", "#666", "#a52", "#e5a", "#5a0");

  private GrowthChart() {}

  static void draw(List<Series> all, Path svg) throws IOException {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            + "font-family=\"sans-serif\" font-size=\"12\">%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
        WIDTH,
        HEIGHT);
    for (int x : XS) {
      append(text, "<text x=\"%.0f\" y=\"%d\">%d</text>%n", x(x) - 4, BOTTOM + LINE, x);
      line(text, x(x), TOP, x(x), BOTTOM, "stroke=\"#eee\"");
    }
    for (double y : YS) {
      append(text, "<text x=\"20\" y=\"%.0f\">%s</text>%n", y(y) + 4, y);
      line(text, LEFT, y(y), RIGHT, y(y), "stroke=\"#eee\"");
    }
    append(text, "<text x=\"%d\" y=\"%d\">nodes</text>%n", RIGHT - LEFT, BOTTOM + 2 * LINE);
    line(text, LEFT, y(1), RIGHT, y(1), "stroke=\"#999\" stroke-dasharray=\"4\"");
    line(text, LEFT, y(1), x(2 * MOST_Y), y(MOST_Y), "stroke=\"#999\" stroke-dasharray=\"4\"");
    for (int i = 0; i < all.size(); i++) {
      draw(text, all.get(i), COLOURS.get(i % COLOURS.size()), TOP + (i + 1) * LINE);
    }
    Files.createDirectories(svg.toAbsolutePath().getParent());
    Files.writeString(svg, text.append("</svg>\n"), StandardCharsets.UTF_8);
  }

  private static void draw(StringBuilder text, Series series, String colour, int legend) {
    double first = series.points().get(0).cost();
    append(
        text,
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
        colour,
        series.points().stream()
            .map(point -> at(x(point.size()), y(point.cost() / first)))
            .collect(Collectors.joining(" ")));
    append(
        text,
        "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s: slope %.2f, from %.1f</text>%n",
        RIGHT + LINE,
        legend,
        colour,
        series.name(),
        series.slope(),
        first);
  }

  private static void line(
      StringBuilder text, double x1, double y1, double x2, double y2, String stroke) {
    append(
        text,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" %s/>%n",
        x1,
        y1,
        x2,
        y2,
        stroke);
  }

  private static void append(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }

  private static double x(double nodes) {
    return LEFT + (RIGHT - LEFT) * Math.log(nodes / LEAST_X) / Math.log(MOST_X / LEAST_X);
  }

  private static double y(double multiple) {
    double shown = Math.min(MOST_Y, Math.max(LEAST_Y, multiple));
    return BOTTOM - (BOTTOM - TOP) * Math.log(shown / LEAST_Y) / Math.log(MOST_Y / LEAST_Y);
  }
}
