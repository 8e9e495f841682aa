package org.stlspec.compare.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stlspec.compare.result.Capacity;
import org.stlspec.compare.result.Report;

/** The report for the terminal. */
public final class TextReport {
  private static final String GAP = "  ";

  private TextReport() {}

  /** All of it, with its last line end. */
  public static String of(Report report) {
    var tables = new Tables(report);
    var text = new StringBuilder();
    text.append("Medians of ").append(report.results().rounds()).append(" rounds\n");
    text.append(aligned(tables.medians(), 1));
    text.append("\nTo the best of the C peers in the same round, medians\n");
    text.append(aligned(tables.ratios(), 1));
    text.append(capacity(tables.capacity()));
    text.append("\nGoals\n");
    text.append(aligned(tables.goals(), 2));
    report.missing().forEach(line -> text.append(line).append('\n'));
    report.troubles().forEach(line -> text.append("came to nothing: ").append(line).append('\n'));
    return text.toString();
  }

  private static String capacity(List<List<String>> rows) {
    return rows.isEmpty()
        ? ""
        : "\nWhat it can serve, on paper\n" + aligned(rows, 1) + Capacity.ASSUMPTIONS + "\n";
  }

  /** The first columns to the left, the others to the right. */
  private static String aligned(List<List<String>> rows, int left) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> padded(row.get(i), widths[i], i < left))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String padded(String cell, int width, boolean left) {
    String blanks = " ".repeat(width - cell.length());
    return left ? cell + blanks : blanks + cell;
  }
}
