package org.stlspec.report;

import java.util.List;
import java.util.Locale;
import org.stlspec.wire.Transcript;

/** The dialogue of a case as a table: time, the leg of the client, the leg of the backend. */
final class HtmlTranscript {
  // Longer octets, mostly a ClientHello, are folded.
  private static final int SHORT = 400;

  private final Html html = new Html();

  private HtmlTranscript() {}

  /** Folded, unless there is none. */
  static String of(List<Transcript.Entry> entries, long millis) {
    if (entries.isEmpty()) {
      return "";
    }
    var table = new HtmlTranscript();
    table.html.add("<details class=\"transcript\"><summary>Transcript: ");
    table.html.add(Integer.toString(entries.size()), " entries in ");
    table.html.add(Long.toString(millis), " ms</summary>\n<table>\n<thead><tr>");
    table.html.add("<th scope=\"col\">ms<th scope=\"col\">client and target");
    table.html.add("<th scope=\"col\">target and backend</thead>\n");
    entries.forEach(table::entry);
    return table.html.add("</table></details>\n").toString();
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
