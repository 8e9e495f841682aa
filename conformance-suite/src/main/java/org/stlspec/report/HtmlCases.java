package org.stlspec.report;

import java.util.List;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;
import org.stlspec.verdict.Verdict;

/** The cases of {@code report.html}, by topic. */
final class HtmlCases {
  private final Html html = new Html();

  private HtmlCases() {}

  static String all(RunReport report) {
    var page = new HtmlCases();
    String topic = "";
    for (CaseResult result : report.results()) {
      if (!result.description().topic().equals(topic)) {
        page.html.add(topic.isEmpty() ? "" : "</section>\n");
        topic = result.description().topic();
        page.html.add("<section class=\"group\"><h3>").text(topic).add("</h3>\n");
      }
      page.add(result);
    }
    return page.html.add(topic.isEmpty() ? "" : "</section>\n").toString();
  }

  /** What came to more than one verdict; nothing if nothing did. */
  static String unstable(RunReport report) {
    List<Unstable> all = report.rounds().unstable();
    var html = new Html();
    if (!all.isEmpty()) {
      html.add("<h2>Unstable</h2>\n<ul>\n");
      for (Unstable one : all) {
        html.add("<li>", Page.link(one.id()), ": ", one.figures(), "\n");
      }
      html.add("</ul>\n");
    }
    return html.toString();
  }

  private void add(CaseResult result) {
    var description = result.description();
    html.add("<details class=\"case row\" id=\"", description.id(), "\" data-verdict=\"");
    html.add(Html.lower(result.verdict()), "\" data-level=\"", description.level().toString());
    html.add("\"", open(result.verdict()) ? " open>" : ">", "<summary>");
    html.add(Page.verdict(result.verdict()), " <code>", description.id(), "</code> <span>");
    html.text(description.title()).add("</span></summary>\n<dl>");
    term("Level", description.level().toString());
    html.add("<dt>Requirements<dd>");
    description.requirements().forEach(id -> html.add(Page.link(id), " "));
    term("Expected", result.expected());
    term("Observed", result.observed());
    html.add("</dl>\n");
    html.add(HtmlTranscript.of(result.transcript(), result.millis()), "</details>\n");
  }

  private static boolean open(Verdict verdict) {
    return switch (verdict) {
      case FAIL, INCONCLUSIVE, ERROR -> true;
      case PASS, WARN, SKIP -> false;
    };
  }

  private void term(String name, String text) {
    if (!text.isEmpty()) {
      html.add("<dt>", name, "<dd>").text(text);
    }
  }
}
