package org.stlspec.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stlspec.report.RunReport.RequirementResult;
import org.stlspec.requirement.Level;
import org.stlspec.verdict.Verdict;

/** How many requirements of each level came to which verdict, as a table for reports. */
final class RequirementTotals {
  private final List<RequirementResult> results;

  private RequirementTotals(List<RequirementResult> results) {
    this.results = results;
  }

  /** Rows of cells; the first row and the first column are heads. */
  static List<List<String>> table(RunReport report) {
    return new RequirementTotals(report.requirements()).table();
  }

  private List<List<String>> table() {
    List<Optional<Verdict>> columns = columns();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("level"));
    columns.forEach(one -> head.add(one.map(Verdict::name).orElse("untested")));
    rows.add(head);
    for (Level level : Level.values()) {
      List<String> row = new ArrayList<>(List.of(level.toString()));
      columns.forEach(one -> row.add(Long.toString(count(level, one))));
      rows.add(row);
    }
    return rows;
  }

  /** The verdicts that occur, and what has none. */
  private List<Optional<Verdict>> columns() {
    List<Optional<Verdict>> columns = new ArrayList<>();
    Arrays.stream(Verdict.values())
        .map(Optional::of)
        .filter(one -> results.stream().anyMatch(result -> result.verdict().equals(one)))
        .forEach(columns::add);
    columns.add(Optional.empty());
    return columns;
  }

  private long count(Level level, Optional<Verdict> verdict) {
    return results.stream()
        .filter(one -> one.requirement().level() == level && one.verdict().equals(verdict))
        .count();
  }
}
