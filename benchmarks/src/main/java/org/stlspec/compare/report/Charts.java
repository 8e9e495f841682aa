package org.stlspec.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.stlspec.compare.report.BarChart.Bar;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/**
 * The charts of a report.
 *
 * @param results what they show
 */
record Charts(Results results) {
  private static final int WIDTH = 520;
  private static final int TITLE = 26;
  private static final int GAP = 16;
  private static final int COLUMNS = 2;

  /** What the picture for a README shows. */
  private static final List<Figure> MAIN =
      List.of(
          Figure.BULK_1,
          Figure.BULK_16,
          Figure.FULL,
          Figure.RESUMED,
          Figure.TRIP_16,
          Figure.TRIP_256,
          Figure.TRIP_16_P99,
          Figure.RSS_5000);

  /** The values of one figure, each target a bar. */
  String values(Figure figure) {
    List<Bar> bars = bars(one -> results.median(figure, one), Written::value);
    String drawn = new BarChart(WIDTH, bars, OptionalDouble.empty()).drawn();
    return String.format(
        Locale.ROOT,
        """
      <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
      %s</svg>
      """,
        WIDTH,
        bars.size() * BarChart.STEP,
        figure.title(),
        drawn);
  }

  private List<Bar> bars(Function<String, OptionalDouble> value, Function<Double, String> text) {
    List<Bar> bars = new ArrayList<>();
    for (Competitor one : results.competitors()) {
      OptionalDouble found = value.apply(one.name());
      if (found.isEmpty()) continue;
      double bar = found.getAsDouble();
      bars.add(new Bar(one.name(), style(one), bar, text.apply(bar)));
    }
    return bars;
  }

  private static String style(Competitor one) {
    return one.kind().name().toLowerCase(Locale.ROOT);
  }

  /** A picture of its own: the main figures as multiples of the best C peer, shorter is better. */
  String picture() {
    List<Figure> shown = MAIN.stream().filter(results.figures()::contains).toList();
    var panels = new StringBuilder();
    int[] bottoms = new int[COLUMNS];
    for (int i = 0; i < shown.size(); i++) {
      int column = i % COLUMNS;
      bottoms[column] += panel(panels, shown.get(i), column * (WIDTH + GAP), bottoms[column]);
    }
    int height = Math.max(bottoms[0], bottoms[1]);
    return String.format(
        Locale.ROOT,
        """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
      aria-label="Cost relative to the best C peer, shorter is better">
      <style>
      text { font: 12px system-ui, sans-serif; fill: #444c5a; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
      .name { text-anchor: end; } .title { font-weight: 600; fill: #1d2330; }
      .reference { fill: #1f6fd1; } .peer { fill: #8a93a3; } .other { fill: #c3c9d3; }
      .mark { stroke: #c2333d; stroke-width: 1.5; stroke-dasharray: 4 3; }
      </style>
      <rect width="100%%" height="100%%" fill="#fff"/>
      %s</svg>
      """,
        COLUMNS * (WIDTH + GAP),
        height,
        panels);
  }

  private int panel(StringBuilder panels, Figure figure, int x, int y) {
    List<Bar> bars =
        bars(
            one -> results.ratio(figure, one),
            ratio -> Written.ratio(OptionalDouble.of(ratio)) + " ×");
    String drawn = new BarChart(WIDTH, bars, OptionalDouble.of(1)).drawn();
    panels.append(
        String.format(
            Locale.ROOT,
            """
      <g transform="translate(%d %d)"><text class="title" x="8" y="16">%s, to the best C peer</text>
      <g transform="translate(0 %d)">
      %s</g></g>
      """,
            x,
            y,
            figure.title(),
            TITLE,
            drawn));
    return TITLE + bars.size() * BarChart.STEP + GAP;
  }
}
