package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;
import org.stlspec.verdict.Verdict;

/** Writes {@code summary.md}, for the page of a CI job. */
final class SummaryReport {
  private static final List<Verdict> SHOWN =
      List.of(Verdict.FAIL, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.WARN, Verdict.SKIP);

  private final Markdown text = new Markdown();

  private SummaryReport() {}

  static void write(RunReport report, Path file) throws IOException {
    var summary = new SummaryReport();
    summary.add(report);
    Files.write(file, summary.text.toString().getBytes(UTF_8));
  }

  private void add(RunReport report) {
    text.add("# stlspec: ").add(report.targetName()).add("\n\n");
    text.add(report.addressText()).add(", ").add(report.mode().toString(), " mode, ");
    text.add(Console.counts(report)).add("\n");
    unstable(report.rounds().unstable());
    SHOWN.forEach(verdict -> findings(report, verdict));
    requirements(report);
    profile(report.profile());
  }

  private void unstable(List<Unstable> cases) {
    if (!cases.isEmpty()) {
      text.add("\n## UNSTABLE\n\n");
      text.head(List.of("case", "verdicts"));
      cases.forEach(one -> text.row(List.of(one.id(), one.figures())));
    }
  }

  private void findings(RunReport report, Verdict verdict) {
    if (report.count(verdict) == 0) {
      return;
    }
    text.add("\n## ", verdict.name(), "\n\n");
    text.head(List.of("case", "expected", "observed"));
    for (CaseResult result : report.results()) {
      if (result.verdict() == verdict) {
        text.row(List.of(result.description().id(), result.expected(), result.observed()));
      }
    }
  }

  private void requirements(RunReport report) {
    text.add("\n## Requirements\n\n");
    List<List<String>> totals = RequirementTotals.table(report);
    text.head(totals.get(0));
    totals.stream().skip(1).forEach(text::row);
    text.add("\n<details><summary>Untested, and why</summary>\n\n");
    text.head(List.of("requirement", "why"));
    report.requirements().stream()
        .filter(result -> result.verdict().isEmpty())
        .forEach(result -> text.row(List.of(result.requirement().id(), result.untested())));
    text.add("\n</details>\n");
  }

  private void profile(List<CaseResult> facts) {
    if (!facts.isEmpty()) {
      text.add("\n<details><summary>Profile: which sound answers were seen</summary>\n\n");
      text.head(List.of("case", "observed"));
      facts.forEach(one -> text.row(List.of(one.description().id(), one.observed())));
      text.add("\n</details>\n");
    }
  }
}
