package dev.delos.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Draws what was compared: a bar a figure, as long as the ratio of ours to the other's. */
final class Chart {
  private static final int WIDTH = 800;
  private static final int NAMES = 330;
  private static final int ROW = 28;
  private static final int VALUES = 150;

  private Chart() {}

  /** Writes an SVG of the lines that have a ratio. */
  static void draw(Path results, Path svg) throws IOException {
    List<JsonObject> compared =
        Files.readAllLines(results).stream()
            .map(JsonObject::new)
            .filter(figure -> figure.containsKey("ratio"))
            .toList();
    double most =
        compared.stream().mapToDouble(figure -> figure.getDouble("ratio")).reduce(1, Math::max);
    double unit = (WIDTH - NAMES - VALUES) / most;
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                    + "font-family=\"sans-serif\" font-size=\"13\">%n"
                    + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                (compared.size() + 1) * ROW));
    for (int i = 0; i < compared.size(); i++) {
      text.append(bar(compared.get(i), i * ROW + ROW / 2, unit));
    }
    double same = NAMES + unit;
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"100%%\" stroke=\"#c33\"/>%n</svg>%n",
            same,
            same));
    Files.writeString(svg, text, StandardCharsets.UTF_8);
  }

  private static String bar(JsonObject figure, int y, double unit) {
    double length = figure.getDouble("ratio") * unit;
    return String.format(
        Locale.ROOT,
        "<text x=\"8\" y=\"%d\">%s</text>%n"
            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#369\"/>%n"
            + "<text x=\"%.1f\" y=\"%d\">%s × (%s : %s)</text>%n",
        y + 10,
        figure.getString("name"),
        NAMES,
        y,
        length,
        ROW / 2,
        NAMES + length + 6,
        y + 11,
        figure.getValue("ratio"),
        figure.getValue("ours"),
        figure.getValue("other"));
  }
}
