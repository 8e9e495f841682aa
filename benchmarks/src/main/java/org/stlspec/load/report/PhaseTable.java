package org.stlspec.load.report;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Summary;

/** The phases, each with its figures and a bar from p50 to p99 on a scale that all share. */
final class PhaseTable {
  private static final int WIDTH = 300;

  private final Map<Phase, Summary> phases = new EnumMap<>(Phase.class);
  private final Scale scale;
  private final StringBuilder html = new StringBuilder();

  private PhaseTable(Figures figures) {
    for (Phase phase : Phase.values()) {
      figures.summary(phase).ifPresent(times -> phases.put(phase, times));
    }
    long low = phases.values().stream().mapToLong(Summary::p50).min().orElse(1);
    long high = phases.values().stream().mapToLong(Summary::max).max().orElse(1);
    scale = Scale.logarithmic((double) low, (double) high);
  }

  static String of(Figures figures) {
    var table = new PhaseTable(figures);
    table.head();
    table.phases.forEach(table::row);
    return table.html.toString();
  }

  private void head() {
    html.append("<thead><tr>");
    for (String cell : "phase,count,p50,p90,p99,p99.9,max".split(",", -1)) {
      html.append("<th scope=\"col\">").append(cell);
    }
    html.append("<th scope=\"col\"><svg viewBox=\"0 0 " + WIDTH + " 16\" aria-hidden=\"true\">");
    for (double tick : scale.ticks()) {
      String anchor = tick == scale.low() ? "start" : tick >= scale.high() ? "end" : "middle";
      add("<text class=\"%s\" x=\"%.1f\" y=\"12\">%s</text>", anchor, x(tick), Written.tick(tick));
    }
    html.append("</svg></thead>\n");
  }

  private double x(long nanos) {
    return x((double) nanos);
  }

  private double x(double nanos) {
    return 2 + (WIDTH - 4) * scale.position(nanos);
  }

  private void row(Phase phase, Summary times) {
    add(
        "<tr%s><th scope=\"row\">%s<td>%s",
        phase.single() ? "" : " class=\"whole\"", phase.label(), Written.count(times.count()));
    long[] cells = {times.p50(), times.p90(), times.p99(), times.p999(), times.max()};
    for (long cell : cells) html.append("<td>").append(Written.time(cell));
    html.append("<td><svg viewBox=\"0 0 " + WIDTH + " 16\" aria-hidden=\"true\">");
    for (double tick : scale.ticks()) {
      add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"16\"/>", x(tick), x(tick));
    }
    double from = x(times.p50());
    double to = Math.max(x(times.p99()), from + 2);
    add("<line class=\"max\" x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"8\"/>", to, x(times.max()));
    add(
        "<rect class=\"span\" x=\"%.1f\" y=\"3\" width=\"%.1f\" height=\"10\" rx=\"2\"/>",
        from, to - from);
    add(
        "<line class=\"p90\" x1=\"%.1f\" x2=\"%.1f\" y1=\"3\" y2=\"13\"/></svg>\n",
        x(times.p90()), x(times.p90()));
  }

  private void add(String format, Object... parts) {
    html.append(String.format(Locale.ROOT, format, parts));
  }
}
