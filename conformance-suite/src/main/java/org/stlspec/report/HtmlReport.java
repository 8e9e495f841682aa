package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.stlspec.verdict.Verdict;

/** Writes {@code report.html}: one file, no network, every case with both legs of its dialogue. */
final class HtmlReport {
  private final RunReport report;

  private HtmlReport(RunReport report) {
    this.report = report;
  }

  static void write(RunReport report, Path file) throws IOException {
    Files.write(file, new HtmlReport(report).page().getBytes(UTF_8));
  }

  private String page() {
    return Page.of("report.html")
        .with("target", Html.escaped(report.targetName()))
        .with("run", run())
        .with("bar", Page.bar(report.counts()))
        .with("verdicts", verdicts())
        .with("unstable", HtmlCases.unstable(report))
        .with("cases", HtmlCases.all(report))
        .with("totals", HtmlRequirements.totals(report))
        .with("requirements", HtmlRequirements.all(report))
        .with("profile", HtmlRequirements.profile(report))
        .toString();
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

  private String verdicts() {
    var html = new Html();
    for (Verdict verdict : Verdict.values()) {
      Page.choice(html, Html.lower(verdict), verdict.name(), report.count(verdict));
    }
    long untested =
        report.requirements().stream().filter(result -> result.verdict().isEmpty()).count();
    Page.choice(html, "untested", "untested", untested);
    return html.toString();
  }
}
