package org.stlspec.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Unstable;
import org.stlspec.verdict.Verdict;

/** What a run prints: a line a topic, findings in full, the figures in the end. */
public final class Console {
  private final PrintWriter out;
  private final boolean verbose;
  private final List<CaseResult> topic = new ArrayList<>();

  /**
   * Prints to the terminal or a file.
   *
   * @param verbose a line for every case
   */
  public Console(PrintWriter out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /** Takes the next result; results of a topic come together. */
  public void result(CaseResult result) {
    if (!topic.isEmpty() && !topicOf(topic.get(0)).equals(topicOf(result))) {
      finishTopic();
    }
    topic.add(result);
  }

  private static String topicOf(CaseResult result) {
    return result.description().topic();
  }

  private void finishTopic() {
    if (topic.isEmpty()) {
      return;
    }
    out.printf("%-14s %s%n", topicOf(topic.get(0)), tally(topic));
    topic.stream().filter(this::shown).forEach(this::print);
    topic.clear();
    out.flush();
  }

  private boolean shown(CaseResult result) {
    return verbose || (result.verdict() != Verdict.PASS && result.verdict() != Verdict.SKIP);
  }

  private void print(CaseResult result) {
    out.printf("  %-4s %s: %s%n", result.verdict(), result.description().id(), title(result));
    printWords(result);
  }

  private void printWords(CaseResult result) {
    if (!result.expected().isEmpty()) {
      out.printf("       expected %s%n", result.expected());
    }
    if (!result.observed().isEmpty()) {
      out.printf("       observed %s%n", result.observed());
    }
  }

  private static String title(CaseResult result) {
    var description = result.description();
    return description.title()
        + " ("
        + description.level()
        + ", "
        + String.join(" ", description.requirements())
        + ")";
  }

  /** Takes the results of a further round of the same cases. */
  public void round(int number, List<CaseResult> results) {
    finishTopic();
    out.printf("%-14s %s%n", "round " + number, tally(results));
    out.flush();
  }

  /** The last lines: unstable cases, why cases were skipped, then the figures. */
  public void summary(RunReport report) {
    finishTopic();
    out.println();
    report.rounds().unstable().forEach(this::print);
    skipped(report).forEach((reason, count) -> out.printf("SKIP x %d: %s%n", count, reason));
    out.printf("%s at %s, %s mode%n", report.targetName(), report.addressText(), report.mode());
    out.printf("%s in %.1f s%n", counts(report), report.millis() / 1000.0);
    out.flush();
  }

  private void print(Unstable unstable) {
    out.printf("UNSTABLE %s: %s%n", unstable.id(), unstable.figures());
    printWords(unstable.worst());
  }

  private static Map<String, Long> skipped(RunReport report) {
    return report.results().stream()
        .filter(result -> result.verdict() == Verdict.SKIP)
        .collect(
            Collectors.groupingBy(CaseResult::observed, LinkedHashMap::new, Collectors.counting()));
  }

  /** Only the verdicts that occurred. */
  private static String tally(List<CaseResult> results) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> count(results, verdict) > 0)
        .map(verdict -> "%3d %s".formatted(count(results, verdict), verdict))
        .collect(Collectors.joining(" "));
  }

  private static long count(List<CaseResult> results, Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  static String counts(RunReport report) {
    long unstable = report.rounds().unstable().size();
    return report.results().size()
        + " cases: "
        + Arrays.stream(Verdict.values())
            .map(verdict -> report.count(verdict) + " " + verdict)
            .collect(Collectors.joining(", "))
        + (report.rounds().count() == 1
            ? ""
            : ", " + unstable + " UNSTABLE in " + report.rounds().count() + " rounds");
  }
}
