package org.stlspec.compare.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.stlspec.compare.result.Capacity;
import org.stlspec.compare.result.Report;

/** {@code compare.md}: the tables, for a README or a note. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(Report report) {
    var tables = new Tables(report);
    var text = new StringBuilder();
    text.append(report.started().truncatedTo(ChronoUnit.SECONDS)).append(". ");
    report
        .machine()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append(". "));
    text.append("\n\nMedians of ").append(report.results().rounds()).append(" rounds:\n\n");
    text.append(table(tables.medians()));
    text.append("\nTo the best of the C peers in the same round, medians:\n\n");
    text.append(table(tables.ratios()));
    text.append(capacity(tables.capacity()));
    text.append("\n").append(table(tables.goals()));
    report.missing().forEach(line -> text.append("\n- ").append(line));
    report.troubles().forEach(line -> text.append("\n- came to nothing: ").append(line));
    return text.toString();
  }

  private static String capacity(List<List<String>> rows) {
    return rows.isEmpty()
        ? ""
        : "\nWhat it can serve, on paper:\n\n" + table(rows) + "\n" + Capacity.ASSUMPTIONS + "\n";
  }

  private static String table(List<List<String>> rows) {
    String ruler = "|---".repeat(rows.get(0).size()) + "|\n";
    return row(rows.get(0))
        + ruler
        + rows.stream().skip(1).map(MarkdownReport::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
