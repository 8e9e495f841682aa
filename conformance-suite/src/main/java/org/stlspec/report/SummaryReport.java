package org.stlspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

/** Writes {@code summary.md}, for the page of a CI job. */
final class SummaryReport {
  private static final List<Verdict> SHOWN =
      List.of(Verdict.FAIL, Verdict.ERROR, Verdict.INCONCLUSIVE, Verdict.WARN, Verdict.SKIP);

  private SummaryReport() {}

  static void write(RunReport report, Path file) throws IOException {
    var text = new StringBuilder();
    text.append("# stlspec: ").append(report.targetName()).append("\n\n");
    text.append(report.addressText()).append(", ").append(report.mode()).append(" mode, ");
    text.append(Console.counts(report)).append("\n");
    for (Verdict verdict : SHOWN) {
      section(text, report, verdict);
    }
    Files.write(file, text.toString().getBytes(UTF_8));
  }

  private static void section(StringBuilder text, RunReport report, Verdict verdict) {
    if (report.count(verdict) == 0) {
      return;
    }
    text.append("\n## ")
        .append(verdict)
        .append("\n\n| case | expected | observed |\n|---|---|---|\n");
    for (CaseResult result : report.results()) {
      if (result.verdict() == verdict) {
        text.append("| ").append(result.description().id());
        text.append(" | ").append(cell(result.expected()));
        text.append(" | ").append(cell(result.observed())).append(" |\n");
      }
    }
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }
}
