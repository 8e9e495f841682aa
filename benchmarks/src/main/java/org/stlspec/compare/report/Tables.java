package org.stlspec.compare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stlspec.compare.result.Capacity;
import org.stlspec.compare.result.Judgement;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/**
 * The tables of a report, cell by cell; the first row has the names of the columns.
 *
 * @param report what they tell
 */
record Tables(Report report) {

  /** How a cell comes about. */
  private interface Cell {
    String of(Results results, Figure figure, String competitor);
  }

  List<List<String>> goals() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("goal", "target", "bound", "reached", ""));
    for (Judgement one : report.judgements()) {
      var goal = one.goal();
      rows.add(
          List.of(
              goal.figure().title(),
              goal.competitor(),
              Written.bound(goal),
              Written.reached(goal, one.reached()),
              one.verdict()));
    }
    return rows;
  }

  /** Medians of the values. */
  List<List<String>> medians() {
    return table(
        (results, figure, competitor) -> Written.value(results.median(figure, competitor)), true);
  }

  /** Medians of the ratios to the best peer of the same round. */
  List<List<String>> ratios() {
    return table(
        (results, figure, competitor) -> Written.ratio(results.ratio(figure, competitor)), false);
  }

  /** What could be served, on paper; empty if that cannot be told. */
  List<List<String>> capacity() {
    List<List<String>> rows = new ArrayList<>();
    for (Capacity.Row row : report.capacity().rows()) {
      if (rows.isEmpty()) rows.add(head());
      Stream<String> cells = row.values().stream().map(Written::value);
      rows.add(Stream.concat(Stream.of(row.title()), cells).toList());
    }
    return rows;
  }

  private List<String> head() {
    Stream<String> names = report.results().competitors().stream().map(Competitor::name);
    return Stream.concat(Stream.of(""), names).toList();
  }

  private List<List<String>> table(Cell cell, boolean units) {
    Results results = report.results();
    List<String> names = results.competitors().stream().map(Competitor::name).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(head());
    for (Figure figure : results.figures()) {
      if (!units && names.stream().allMatch(name -> none(results.ratio(figure, name)))) continue;
      String title = units ? figure.title() + ", " + figure.unit() : figure.title();
      Stream<String> cells = names.stream().map(name -> cell.of(results, figure, name));
      rows.add(Stream.concat(Stream.of(title), cells).toList());
    }
    return rows;
  }

  private static boolean none(OptionalDouble value) {
    return value.isEmpty();
  }
}
