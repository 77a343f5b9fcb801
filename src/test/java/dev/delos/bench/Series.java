package dev.delos.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What something costs at several sizes of the network. */
final class Series {
  private final String name;
  private final List<Point> points = new ArrayList<>();

  /** The median cost at a size. */
  record Point(int size, double cost) {}

  /**
   * An empty one.
   *
   * @param name ends with the unit, such as {@code growth.rpc.us}
   */
  Series(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Point> points() {
    return points;
  }

  void add(int size, List<Double> rounds) throws IOException {
    Point point = new Point(size, Figures.median(rounds));
    points.add(point);
    Figures.note(String.format(Locale.ROOT, "%s.%d", name, size), point.cost());
  }

  /**
   * The exponent of the growth, by least squares over the logarithms: 0 where the cost stays, 1
   * where it doubles with the size, 2 where it grows with its square.
   */
  double slope() {
    double meanX = points.stream().mapToDouble(point -> Math.log(point.size())).average().orElse(0);
    double meanY = points.stream().mapToDouble(point -> Math.log(point.cost())).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Point point : points) {
      double x = Math.log(point.size()) - meanX;
      above += x * (Math.log(point.cost()) - meanY);
      below += x * x;
    }
    return above / below;
  }

  /** What one more costs, by least squares. */
  double perSize() {
    double meanX = points.stream().mapToInt(Point::size).average().orElse(0);
    double meanY = points.stream().mapToDouble(Point::cost).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Point point : points) {
      double x = point.size() - meanX;
      above += x * (point.cost() - meanY);
      below += x * x;
    }
    return above / below;
  }

  void noteSlope() throws IOException {
    Figures.note(name + ".slope", slope());
  }
}
