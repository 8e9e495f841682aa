package org.stlspec.compare.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Bars under each other, as a piece of SVG; a mark may say where one is. */
final class BarChart {
  /** Height of a bar with the gap below it. */
  static final int STEP = 20;

  private static final int BAR = 14;
  private static final int NAME = 110;
  private static final int VALUE = 70;

  /**
   * One bar.
   *
   * @param style its class, which gives the colour
   * @param text behind the bar
   */
  record Bar(String name, String style, double value, String text) {}

  private final StringBuilder svg = new StringBuilder();
  private final int width;
  private final double highest;

  /**
   * Bars whose longest fills the width.
   *
   * @param mark what the bars are to be compared with
   */
  BarChart(int width, List<Bar> bars, OptionalDouble mark) {
    this.width = width;
    double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    highest = Math.max(Math.max(longest, mark.orElse(0)), Double.MIN_NORMAL);
    for (int i = 0; i < bars.size(); i++) bar(bars.get(i), i * STEP);
    mark.ifPresent(value -> line(x(value), bars.size() * STEP));
    for (int i = 0; i < bars.size(); i++) text(bars.get(i), i * STEP + BAR - 2);
  }

  private void line(double x, int height) {
    add("<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"-2\" y2=\"%d\"/>\n", x, x, height);
  }

  private double x(double value) {
    return NAME + (width - NAME - VALUE) * value / highest;
  }

  private void bar(Bar bar, int y) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
        bar.style(), NAME, y, Math.max(1, x(bar.value()) - NAME), BAR);
  }

  private void text(Bar bar, int y) {
    add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", NAME - 6, y, bar.name());
    add("<text x=\"%.1f\" y=\"%d\">%s</text>\n", x(bar.value()) + 6, y, bar.text());
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts));
  }

  /** What stands between {@code <svg>} and {@code </svg>}. */
  String drawn() {
    return svg.toString();
  }
}
