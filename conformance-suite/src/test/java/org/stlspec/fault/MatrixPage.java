package org.stlspec.fault;

import java.util.List;
import java.util.Set;
import org.stlspec.suite.CaseDescription;

/** The table of faults and cases as one HTML page: a row for each case, a column for each fault. */
final class MatrixPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><meta charset="utf-8"><title>Which case catches which fault</title>
      <style>
      :root { color-scheme: light dark; font: 13px/1.4 system-ui, sans-serif }
      table { border-collapse: collapse }
      th { font-weight: normal; text-align: left; white-space: nowrap }
      thead th { writing-mode: vertical-rl; position: sticky; top: 0; background: Canvas }
      tbody th { position: sticky; left: 0; background: Canvas; padding-right: 1em }
      td { width: 1.1em; text-align: center; border: 1px solid #8883 }
      tr:hover td, tr:hover th { background: #8882 }
      </style>
      <h1>Which case catches which fault</h1>
      """;

  private MatrixPage() {}

  static String of(List<CaseDescription> cases, List<MatrixRow> rows) {
    var html = new StringBuilder(HEAD);
    html.append("<p>")
        .append(rows.size() + " faults, " + cases.size() + " cases. ")
        .append("● the fault names the case, and the case blames it; ")
        .append("○ another case that blames it; ✕ named, and silent. ")
        .append("A column without marks: sanity stops the run.</p>\n<table><thead><tr><th></th>");
    rows.forEach(row -> html.append("<th>").append(row.fault().name()).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    List<Set<String>> catching = rows.stream().map(MatrixRow::catching).toList();
    for (CaseDescription one : cases) {
      html.append("<tr><th>").append(one.id()).append("</th>");
      for (int column = 0; column < rows.size(); column++) {
        MatrixRow row = rows.get(column);
        html.append("<td title=\"").append(row.fault().name()).append("\">");
        html.append(mark(row, catching.get(column).contains(one.id()), one.id())).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>\n</html>\n").toString();
  }

  private static String mark(MatrixRow row, boolean blames, String id) {
    if (!row.trouble().isEmpty()) {
      return "";
    }
    boolean named = row.fault().must().containsKey(id);
    return named ? (blames ? "●" : "✕") : (blames ? "○" : "");
  }
}
