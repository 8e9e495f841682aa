package org.stlspec.compare.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Lines over a few places, as a piece of SVG; the legend below has the values in columns. */
final class LineChart {
  /** Height of what is drawn before the legend begins. */
  private static final int HEAD = 208;

  private static final int ROW = 16;
  private static final int PLOT = 180;
  private static final int LEFT = 140;
  private static final int SWATCH = 18;

  /**
   * One line.
   *
   * @param style its classes, which give the colour
   * @param values one for each place
   */
  record Line(String name, String style, List<OptionalDouble> values) {
    private DoubleStream measured() {
      return values.stream().flatMapToDouble(OptionalDouble::stream);
    }
  }

  private final StringBuilder svg = new StringBuilder();
  private final int width;
  private final List<String> places;
  private final List<Line> lines;
  private final Axis axis;

  /** Lines that all have a value, or none, for each of the places. */
  LineChart(int width, List<String> places, List<Line> lines) {
    this.width = width;
    this.places = places;
    this.lines = lines;
    double lowest = lines.stream().flatMapToDouble(Line::measured).min().orElse(0);
    axis = Axis.over(lowest, lines.stream().flatMapToDouble(Line::measured).max().orElse(1));
  }

  int height() {
    return HEAD + lines.size() * ROW;
  }

  /** What stands between {@code <svg>} and {@code </svg>}. */
  String drawn() {
    axis.ticks().forEach(this::tick);
    for (int i = 0; i < places.size(); i++) {
      text("place", x(i), PLOT + ROW + 2, places.get(i));
    }
    lines.forEach(this::line);
    for (int i = 0; i < lines.size(); i++) legend(lines.get(i), HEAD + i * ROW);
    return svg.toString();
  }

  private double x(int place) {
    return LEFT + (width - LEFT) * (place + 0.5) / places.size();
  }

  private double y(double value) {
    return PLOT * (1 - axis.position(value));
  }

  private void tick(double value) {
    add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y(value), width);
    text("name", LEFT - 6, y(value) + 4, Written.tick(value));
  }

  private void line(Line line) {
    var path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < places.size(); i++) {
      OptionalDouble value = line.values().get(i);
      if (value.isPresent()) path.append(point(drawing, x(i), y(value.getAsDouble()), line));
      drawing = value.isPresent();
    }
    if (!path.isEmpty()) add("<path class=\"%s\" d=\"%s\"/>\n", line.style(), path);
  }

  /** To a point and, so that it is seen when it stands alone, a dot there. */
  private String point(boolean drawing, double x, double y, Line line) {
    add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", line.style(), x, y);
    return String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", x, y);
  }

  private void legend(Line line, int y) {
    add("<path class=\"%s\" d=\"M0 %dh%d\"/>", line.style(), y + ROW / 2, SWATCH);
    text("legend", SWATCH + 6, y + 12, line.name());
    for (int i = 0; i < places.size(); i++) {
      text("place", x(i), y + 12, Written.value(line.values().get(i)));
    }
  }

  private void text(String style, double x, double y, String text) {
    add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", style, x, y, text);
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts));
  }
}
