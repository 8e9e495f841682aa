package org.stlspec.report;

import java.util.List;
import org.stlspec.report.RunReport.RequirementResult;
import org.stlspec.suite.CaseResult;

/** What {@code report.html} says of the requirements and of the target as a whole. */
final class HtmlRequirements {
  private HtmlRequirements() {}

  static String totals(RunReport report) {
    List<List<String>> rows = RequirementTotals.table(report);
    var html = new Html().add("<thead><tr>");
    rows.get(0).forEach(cell -> html.add("<th scope=\"col\">", cell));
    html.add("</thead>\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      html.add("<tr><th scope=\"row\">", row.get(0));
      row.stream().skip(1).forEach(cell -> html.add("<td>", cell));
      html.add("\n");
    }
    return html.toString();
  }

  static String all(RunReport report) {
    var html = new Html();
    report.requirements().forEach(result -> add(html, result));
    return html.toString();
  }

  private static void add(Html html, RequirementResult result) {
    var requirement = result.requirement();
    String outcome = result.verdict().map(Html::lower).orElse("untested");
    html.add("<tr class=\"row\" id=\"", requirement.id(), "\" data-verdict=\"", outcome);
    html.add("\" data-level=\"", requirement.level().toString(), "\"><th scope=\"row\"><code>");
    html.add(requirement.id(), "</code><td>", requirement.level().toString(), "<td>");
    html.add(result.verdict().map(Page::verdict).orElse("untested"), "<td>");
    html.text(requirement.statement()).add(" <small>").text(requirement.source());
    html.add("</small><td>");
    result.cases().forEach(id -> html.add(Page.link(id), " "));
    html.text(result.untested()).add("\n");
  }

  /** The sound answers that were seen. */
  static String profile(RunReport report) {
    var html = new Html();
    for (CaseResult result : report.profile()) {
      var description = result.description();
      html.add("<tr class=\"row\" data-verdict=\"pass\" data-level=\"");
      html.add(description.level().toString(), "\"><td>", Page.link(description.id()));
      html.add("<td>").text(description.title());
      html.add("<td>").text(result.observed()).add("\n");
    }
    return html.toString();
  }
}
