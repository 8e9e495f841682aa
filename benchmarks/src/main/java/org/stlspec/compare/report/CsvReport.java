package org.stlspec.compare.report;

import java.util.OptionalDouble;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/** {@code compare.csv}: a row for each value that was measured. */
final class CsvReport {
  private CsvReport() {}

  static String of(Report report) {
    Results results = report.results();
    var rows = new StringBuilder("figure,unit,target,round,value,ratio\n");
    for (Figure figure : results.figures()) {
      for (Competitor one : results.competitors()) {
        for (int round = 0; round < results.rounds(); round++) {
          OptionalDouble value = results.value(figure, one.name(), round);
          if (value.isEmpty()) continue;
          OptionalDouble ratio = results.ratio(figure, one.name(), round);
          rows.append(figure.label()).append(',');
          rows.append('"').append(figure.unit()).append("\",");
          rows.append(one.name()).append(',').append(round + 1).append(',');
          rows.append(value.getAsDouble()).append(',');
          rows.append(ratio.isPresent() ? Double.toString(ratio.getAsDouble()) : "").append('\n');
        }
      }
    }
    return rows.toString();
  }
}
