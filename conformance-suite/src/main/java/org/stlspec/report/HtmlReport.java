package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stlspec.requirement.Level;
import org.stlspec.verdict.Verdict;

/** Writes {@code report.html}: one file, no network, every case with both legs of its dialogue. */
final class HtmlReport {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z]+)@");

  private final RunReport report;

  private HtmlReport(RunReport report) {
    this.report = report;
  }

  static void write(RunReport report, Path file) throws IOException {
    Files.write(file, new HtmlReport(report).page().getBytes(UTF_8));
  }

  private String page() {
    Map<String, String> parts =
        Map.of(
            "target", Html.escaped(report.targetName()),
            "run", run(),
            "bar", bar(),
            "verdicts", verdicts(),
            "levels", levels(),
            "unstable", HtmlCases.unstable(report),
            "cases", HtmlCases.all(report),
            "totals", HtmlRequirements.totals(report),
            "requirements", HtmlRequirements.all(report),
            "profile", HtmlRequirements.profile(report));
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

  private String run() {
    String seconds = String.format(Locale.ROOT, "%.1f s", report.millis() / 1000.0);
    return new Html()
        .text(report.addressText() + ", " + report.mode() + " mode")
        .add("<br><time>")
        .text(report.started().truncatedTo(ChronoUnit.SECONDS).toString())
        .add("</time>, ")
        .text(seconds + ", stlspec " + report.version())
        .add("<br><strong>")
        .text(Console.counts(report))
        .add("</strong>")
        .toString();
  }

  /** A strip in which every verdict has its share; the figures stand beside it as text. */
  private String bar() {
    var html = new Html();
    for (Verdict verdict : Verdict.values()) {
      if (report.count(verdict) > 0) {
        html.add("<span class=\"", Html.lower(verdict), "\" style=\"flex-grow:");
        html.add(Long.toString(report.count(verdict)), "\"></span>");
      }
    }
    return html.toString();
  }

  private String verdicts() {
    var html = new Html();
    for (Verdict verdict : Verdict.values()) {
      choice(html, Html.lower(verdict), verdict.name(), report.count(verdict));
    }
    long untested =
        report.requirements().stream().filter(result -> result.verdict().isEmpty()).count();
    choice(html, "untested", "untested", untested);
    return html.toString();
  }

  private static void choice(Html html, String value, String label, long count) {
    html.add("<label class=\"", value, "\"><input type=\"checkbox\" name=\"verdict\" value=\"");
    html.add(value, "\"> ", label, " <b>", Long.toString(count), "</b></label>\n");
  }

  private static String levels() {
    var html = new Html();
    Arrays.stream(Level.values()).forEach(level -> html.add("<option>", level.toString()));
    return html.toString();
  }
}
