package org.stlspec.load.report;

import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Second;
import org.stlspec.load.figures.Summary;

/** {@code load.csv}: a row for each second and phase, and for each second and kind of failure. */
final class CsvReport {
  private final StringBuilder rows = new StringBuilder();

  private CsvReport() {}

  static String of(LoadReport report) {
    var csv = new CsvReport();
    csv.row(
        "second", "what", "count", "mean_ms", "p50_ms", "p90_ms", "p99_ms", "p99.9_ms", "max_ms");
    report.figures().seconds().forEach(csv::add);
    return csv.rows.toString();
  }

  private void row(String... cells) {
    rows.append(String.join(",", cells)).append('\n');
  }

  private void add(Second second) {
    String number = Integer.toString(second.number());
    second.times().forEach((phase, times) -> add(number, phase, times));
    second
        .errors()
        .forEach(
            (error, count) ->
                row(number, "error " + error.label(), count.toString(), "", "", "", "", "", ""));
  }

  private void add(String number, Phase phase, Summary times) {
    row(
        number,
        phase.label(),
        Long.toString(times.count()),
        Written.millis(times.mean()),
        Written.millis(times.p50()),
        Written.millis(times.p90()),
        Written.millis(times.p99()),
        Written.millis(times.p999()),
        Written.millis(times.max()));
  }
}
