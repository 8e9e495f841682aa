package org.stlspec.report;

import java.util.List;
import java.util.Locale;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Transcript;

/** The cases of {@code report.html}, by topic. */
final class HtmlCases {
  // Longer octets, mostly a ClientHello, are folded.
  private static final int SHORT = 400;

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
        html.add("<li>", link(one.id()), ": ", one.figures(), "\n");
      }
      html.add("</ul>\n");
    }
    return html.toString();
  }

  static String link(String id) {
    return "<a href=\"#" + id + "\"><code>" + id + "</code></a>";
  }

  private void add(CaseResult result) {
    var description = result.description();
    html.add("<details class=\"case row\" id=\"", description.id(), "\" data-verdict=\"");
    html.add(Html.lower(result.verdict()), "\" data-level=\"", description.level().toString());
    html.add("\"", open(result.verdict()) ? " open>" : ">", "<summary>");
    html.add(verdict(result.verdict()), " <code>", description.id(), "</code> <span>");
    html.text(description.title()).add("</span></summary>\n<dl>");
    term("Level", description.level().toString());
    html.add("<dt>Requirements<dd>");
    description.requirements().forEach(id -> html.add(link(id), " "));
    term("Expected", result.expected());
    term("Observed", result.observed());
    html.add("</dl>\n");
    transcript(result);
    html.add("</details>\n");
  }

  static String verdict(Verdict verdict) {
    return "<b class=\"" + Html.lower(verdict) + "\">" + verdict + "</b>";
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

  private void transcript(CaseResult result) {
    if (result.transcript().isEmpty()) {
      return;
    }
    html.add("<details class=\"transcript\"><summary>Transcript: ");
    html.add(Integer.toString(result.transcript().size()), " entries in ");
    html.add(Long.toString(result.millis()), " ms</summary>\n<table>\n<thead><tr>");
    html.add("<th scope=\"col\">ms<th scope=\"col\">client and target");
    html.add("<th scope=\"col\">target and backend</thead>\n");
    result.transcript().forEach(this::entry);
    html.add("</table></details>\n");
  }

  private void entry(Transcript.Entry entry) {
    boolean client = entry.leg() == Transcript.Leg.CLIENT;
    html.add("<tr><td>", String.format(Locale.ROOT, "%.2f", entry.micros() / 1000.0));
    html.add(client ? "<td>" : "<td><td>", "<span class=\"from\">", Html.lower(entry.from()));
    html.add(entry.tls() ? "</span> <em>TLS</em> " : "</span> ");
    octets(entry.octets().toString());
    if (!entry.note().isEmpty()) {
      html.add(" <i>").text(entry.note()).add("</i>");
    }
    html.add(client ? "<td>\n" : "\n");
  }

  private void octets(String octets) {
    if (octets.length() > SHORT) {
      html.add("<details class=\"long\"><summary><code>").text(octets.substring(0, 60));
      html.add("</code> and more</summary>");
    }
    if (!octets.isEmpty()) {
      String lines = Html.escaped(octets).replaceAll("\\\\r\\\\n(?!$)", "$0<br>");
      html.add("<code>", lines, "</code>");
    }
    html.add(octets.length() > SHORT ? "</details>" : "");
  }
}
