package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stlspec.suite.CaseResult;
import org.stlspec.wire.Transcript;

/** Writes {@code report.html}: one file, no network, every case with both legs of its dialogue. */
final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static void write(RunReport report, Path file) throws IOException {
    Files.write(file, new HtmlReport().page(report).getBytes(UTF_8));
  }

  private String page(RunReport report) {
    Map<String, String> parts = new HashMap<>();
    parts.put("target", text(report.targetName()));
    parts.put("address", text(report.addressText() + ", " + report.mode() + " mode"));
    parts.put("counts", text(Console.counts(report)));
    parts.put("started", text(report.started().toString()));
    cases(report);
    parts.put("cases", taken());
    requirements(report);
    parts.put("requirements", taken());
    // In one pass: what a target says may look like a placeholder.
    return PLACEHOLDER
        .matcher(template())
        .replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
  }

  private static String template() {
    try (var in = HtmlReport.class.getResourceAsStream("report.html")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String taken() {
    String taken = html.toString();
    html.setLength(0);
    return taken;
  }

  private void cases(RunReport report) {
    for (CaseResult result : report.results()) {
      add("<details class=\"", lower(result.verdict()), "\"><summary><b>");
      add(result.verdict().toString(), "</b> <code>", text(result.description().id()), "</code> ");
      add(text(result.description().title()), "</summary>\n<p>");
      add(text(result.description().level() + " " + result.description().requirements()), "</p>\n");
      if (!result.expected().isEmpty()) {
        add("<p>Expected ", text(result.expected()), "</p>\n");
      }
      if (!result.observed().isEmpty()) {
        add("<p>Observed ", text(result.observed()), "</p>\n");
      }
      transcript(result);
      add("</details>\n");
    }
  }

  private void transcript(CaseResult result) {
    if (result.transcript().isEmpty()) {
      return;
    }
    add("<table><tr><th>µs<th>leg<th>from<th>layer<th>octets</tr>\n");
    for (Transcript.Entry entry : result.transcript()) {
      add("<tr class=\"", lower(entry.leg()), "\"><td>", Long.toString(entry.micros()));
      add("<td>", lower(entry.leg()), "<td>", lower(entry.from()));
      add("<td>", entry.tls() ? "TLS" : "clear", "<td><code>", text(entry.octets().toString()));
      add("</code> <i>", text(entry.note()), "</i></tr>\n");
    }
    add("</table>\n");
  }

  private void requirements(RunReport report) {
    for (RunReport.RequirementResult result : report.requirements()) {
      String verdict = result.verdict().map(Enum::name).orElse("untested");
      add("<tr><td><code>", result.requirement().id(), "</code><td>");
      add(result.requirement().level().toString(), "<td>", verdict);
      add("<td>", text(result.requirement().statement()));
      add("<td>", text(String.join(" ", result.cases())), "</tr>\n");
    }
  }

  private void add(String... parts) {
    for (String part : parts) {
      html.append(part);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
