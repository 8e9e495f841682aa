package org.stlspec.load.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Lines over equal steps, as SVG. Whoever points at a step reads its values. */
final class LineChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 230;
  private static final int LEFT = 64;
  private static final int TOP = 12;
  private static final int BOTTOM = 28;
  private static final int MOST_LABELS = 10;

  /** Beyond it points would hide their line. */
  private static final int FEW = 60;

  private final List<Series> series;
  private final Scale scale;
  private final DoubleFunction<String> written;
  private final IntFunction<String> step;
  private final int steps;
  private final StringBuilder svg = new StringBuilder();

  /**
   * A chart of series of one length.
   *
   * @param written how a value is written
   * @param step what the axis says at a place
   */
  LineChart(
      List<Series> series, Scale scale, DoubleFunction<String> written, IntFunction<String> step) {
    this.series = series;
    this.scale = scale;
    this.written = written;
    this.step = step;
    this.steps = series.stream().mapToInt(one -> one.values().size()).max().orElse(0);
  }

  String drawn(String title) {
    svg.append(
        "<svg viewBox=\"0 0 "
            + WIDTH
            + " "
            + HEIGHT
            + "\" role=\"img\" aria-label=\""
            + title
            + "\">\n");
    scale.ticks().forEach(this::tick);
    int every = Math.max(1, (steps + MOST_LABELS - 1) / MOST_LABELS);
    for (int i = 0; i < steps; i += every) label(i);
    series.forEach(this::line);
    for (int i = 0; i < steps; i++) hint(i);
    return svg.append("</svg>\n<p class=\"legend\">").append(legend()).append("</p>\n").toString();
  }

  private double x(int index) {
    double room = WIDTH - LEFT - 12;
    return steps < 2 ? LEFT + room / 2 : LEFT + room * index / (steps - 1);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * scale.position(value);
  }

  private void tick(double value) {
    add(
        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
        LEFT, WIDTH, y(value), y(value));
    add(
        "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>\n",
        LEFT - 6, y(value) + 4, written.apply(value));
  }

  private void label(int index) {
    add(
        "<text class=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>\n",
        x(index), HEIGHT - 8, step.apply(index));
  }

  /** Nothing is drawn where there was nothing. */
  private void line(Series one) {
    var points = new StringBuilder();
    for (int i = 0; i < one.values().size(); i++) {
      double value = one.values().get(i);
      if (Double.isNaN(value)) stroke(one, points);
      else points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(value)));
    }
    stroke(one, points);
    if (steps <= FEW) dots(one);
  }

  private void stroke(Series one, StringBuilder points) {
    if (!points.isEmpty()) {
      add("<polyline class=\"%s\" points=\"%s\"/>\n", one.style(), points.toString().strip());
    }
    points.setLength(0);
  }

  private void dots(Series one) {
    for (int i = 0; i < one.values().size(); i++) {
      double value = one.values().get(i);
      if (!Double.isNaN(value)) {
        add(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
            one.style(), x(i), y(value));
      }
    }
  }

  private void hint(int index) {
    double width = (double) (WIDTH - LEFT) / Math.max(1, steps);
    String values =
        series.stream()
            .filter(one -> !Double.isNaN(one.values().get(index)))
            .map(one -> one.name() + " " + written.apply(one.values().get(index)))
            .collect(Collectors.joining(", "));
    add(
        "<rect class=\"hint\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">",
        x(index) - width / 2, TOP, width, HEIGHT - BOTTOM - TOP);
    add("<title>%s: %s</title></rect>\n", step.apply(index), values);
  }

  private String legend() {
    return series.stream()
        .map(one -> "<span class=\"" + one.style() + "\">" + one.name() + "</span>")
        .collect(Collectors.joining(" "));
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts));
  }
}
