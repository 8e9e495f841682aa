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

  private final StringBuilder text = new StringBuilder();

  private SummaryReport() {}

  static void write(RunReport report, Path file) throws IOException {
    var summary = new SummaryReport();
    summary.add(report);
    Files.write(file, summary.text.toString().getBytes(UTF_8));
  }

  private void add(RunReport report) {
    text.append("# stlspec: ").append(report.targetName()).append("\n\n");
    text.append(report.addressText()).append(", ").append(report.mode()).append(" mode, ");
    text.append(Console.counts(report)).append("\n");
    unstable(report.rounds().unstable());
    SHOWN.forEach(verdict -> findings(report, verdict));
    requirements(report);
    profile(report.profile());
  }

  private void unstable(List<Unstable> cases) {
    if (!cases.isEmpty()) {
      text.append("\n## UNSTABLE\n\n");
      head("case", "verdicts");
      cases.forEach(one -> row(one.id(), one.figures()));
    }
  }

  private void findings(RunReport report, Verdict verdict) {
    if (report.count(verdict) == 0) {
      return;
    }
    text.append("\n## ").append(verdict).append("\n\n");
    head("case", "expected", "observed");
    for (CaseResult result : report.results()) {
      if (result.verdict() == verdict) {
        row(result.description().id(), result.expected(), result.observed());
      }
    }
  }

  private void requirements(RunReport report) {
    text.append("\n## Requirements\n\n");
    List<List<String>> totals = RequirementTotals.table(report);
    head(totals.get(0).toArray(String[]::new));
    totals.stream().skip(1).forEach(row -> row(row.toArray(String[]::new)));
    text.append("\n<details><summary>Untested, and why</summary>\n\n");
    head("requirement", "why");
    report.requirements().stream()
        .filter(result -> result.verdict().isEmpty())
        .forEach(result -> row(result.requirement().id(), result.untested()));
    text.append("\n</details>\n");
  }

  private void profile(List<CaseResult> facts) {
    if (!facts.isEmpty()) {
      text.append("\n<details><summary>Profile: which sound answers were seen</summary>\n\n");
      head("case", "observed");
      facts.forEach(one -> row(one.description().id(), one.observed()));
      text.append("\n</details>\n");
    }
  }

  private void head(String... cells) {
    row(cells);
    text.append("|").append("---|".repeat(cells.length)).append("\n");
  }

  private void row(String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell(cell)).append(" ");
    }
    text.append("|\n");
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
