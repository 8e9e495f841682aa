package org.stlspec.report;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

/** What a run prints while it goes on and in the end. */
public final class Console {
  private final PrintWriter out;

  public Console(PrintWriter out) {
    this.out = out;
  }

  /** One line a case; a finding also says what was expected and seen. */
  public void result(CaseResult result) {
    out.printf("%-12s %s%n", result.verdict(), result.description().id());
    switch (result.verdict()) {
      case PASS, SKIP -> {}
      case FAIL, WARN -> {
        out.printf("%13s%s (%s)%n", "", result.description().title(), requirements(result));
        out.printf("%13sexpected %s%n", "", result.expected());
        out.printf("%13sobserved %s%n", "", result.observed());
      }
      case INCONCLUSIVE, ERROR -> out.printf("%13s%s%n", "", result.observed());
    }
    out.flush();
  }

  private static String requirements(CaseResult result) {
    return result.description().level()
        + " "
        + String.join(", ", result.description().requirements());
  }

  /** The last lines: why cases were skipped, then the figures. */
  public void summary(RunReport report) {
    skipped(report).forEach((reason, count) -> out.printf("%nSKIP x %d: %s", count, reason));
    out.printf(
        "%n%n%s at %s, %s mode%n%s in %.1f s%n",
        report.targetName(),
        report.addressText(),
        report.mode(),
        counts(report),
        report.millis() / 1000.0);
    out.flush();
  }

  private static Map<String, Long> skipped(RunReport report) {
    return report.results().stream()
        .filter(result -> result.verdict() == Verdict.SKIP)
        .collect(
            Collectors.groupingBy(CaseResult::observed, LinkedHashMap::new, Collectors.counting()));
  }

  static String counts(RunReport report) {
    return report.results().size()
        + " cases: "
        + Arrays.stream(Verdict.values())
            .map(verdict -> report.count(verdict) + " " + verdict.name().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
