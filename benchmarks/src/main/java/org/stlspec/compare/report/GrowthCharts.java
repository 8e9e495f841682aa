package org.stlspec.compare.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.stlspec.compare.report.LineChart.Line;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;
import org.stlspec.compare.work.Growth;
import org.stlspec.compare.work.Growth.Place;

/**
 * How costs grow: with connections, with the size of a message, beside idle sessions.
 *
 * @param results what the charts show
 */
record GrowthCharts(Results results) {
  private static final int WIDTH = 520;
  private static final int GAP = 24;
  private static final int TITLE = 34;

  /** CPU ms for one message to CPU s for a GB of them. */
  private static final double PER_GB = 1e6;

  private static final List<String> BESIDE = List.of("none idle", "with idle ones");

  /** A chart with what stands above it. */
  private record Panel(String title, LineChart chart) {
    private int height() {
      return TITLE + chart.height() + GAP;
    }
  }

  /** A picture of its own with a chart for each that was measured; empty if there is none. */
  String picture() {
    List<Panel> panels = new ArrayList<>();
    add(
        panels,
        "64-octet round trips by number of connections, CPU µs each",
        Growth.CONNECTIONS.stream().map(Place::label).toList(),
        places(Growth.CONNECTIONS, place -> 1));
    add(
        panels,
        "messages by their size, CPU s per GB",
        Growth.MESSAGES.stream().map(Place::label).toList(),
        places(Growth.MESSAGES, place -> PER_GB / place.at()));
    add(panels, "round trips of 16 live sessions beside idle ones, µs", BESIDE, live());
    return panels.isEmpty() ? "" : picture(panels);
  }

  private static void add(List<Panel> panels, String title, List<String> places, List<Line> lines) {
    if (!lines.isEmpty()) panels.add(new Panel(title, new LineChart(WIDTH, places, lines)));
  }

  /** A line for each target, if all places were measured at all. */
  private List<Line> places(List<Place> places, ToDoubleFunction<Place> factor) {
    List<Figure> figures = places.stream().map(Place::figure).toList();
    List<Double> factors = places.stream().map(factor::applyAsDouble).toList();
    return lines("", "", figures, factors);
  }

  private List<Line> live() {
    List<Double> factors = List.of(1.0, 1.0);
    List<Line> lines = new ArrayList<>();
    lines.addAll(lines(" p50", "", List.of(Figure.ALONE_P50, Figure.LIVE_P50), factors));
    lines.addAll(lines(" p99", " dashed", List.of(Figure.ALONE_P99, Figure.LIVE_P99), factors));
    return lines;
  }

  private List<Line> lines(String name, String style, List<Figure> figures, List<Double> factors) {
    List<Line> lines = new ArrayList<>();
    if (!results.figures().containsAll(figures)) return lines;
    for (int i = 0; i < results.competitors().size(); i++) {
      Competitor one = results.competitors().get(i);
      List<OptionalDouble> values = new ArrayList<>();
      for (int place = 0; place < figures.size(); place++) {
        values.add(times(results.median(figures.get(place), one.name()), factors.get(place)));
      }
      if (values.stream().allMatch(OptionalDouble::isEmpty)) continue;
      lines.add(new Line(one.name() + name, "line line" + i + style, values));
    }
    return lines;
  }

  private static OptionalDouble times(OptionalDouble value, double factor) {
    return value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() * factor);
  }

  private String picture(List<Panel> panels) {
    var drawn = new StringBuilder();
    int[] bottoms = new int[2];
    for (int i = 0; i < panels.size(); i++) {
      int column = i % 2;
      drawn.append(panel(panels.get(i), column * (WIDTH + 2 * GAP), bottoms[column]));
      bottoms[column] += panels.get(i).height();
    }
    return String.format(
        Locale.ROOT,
        """
      <svg xmlns="http://www.w3.org/2000/svg" class="growth" viewBox="%d 0 %d %d" role="img" \
      aria-label="How costs grow, less is better">
      <style>
      %s</style>
      <rect x="%d" width="100%%" height="100%%" fill="#fff"/>
      %s</svg>
      """,
        -GAP,
        2 * (WIDTH + 2 * GAP),
        Math.max(bottoms[0], bottoms[1]),
        style(),
        -GAP,
        drawn);
  }

  private static String panel(Panel panel, int x, int y) {
    return String.format(
        Locale.ROOT,
        """
      <g transform="translate(%d %d)"><text class="title" y="18">%s</text>
      <g transform="translate(0 %d)">
      %s</g></g>
      """,
        x,
        y,
        panel.title(),
        TITLE,
        panel.chart().drawn());
  }

  private static String style() {
    try (var in = GrowthCharts.class.getResourceAsStream("growth.css")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
