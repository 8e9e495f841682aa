package org.stlspec.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/**
 * A product in the matrix: what came of a run against it, and what was expected.
 *
 * @param name that of the peer or of the target, unique in the matrix
 * @param about the product and its version in words; empty if not known
 * @param page its report.html, seen from the page of the matrix; empty if there is none
 */
public record Product(
    String name, String about, String page, SavedReport report, Optional<Baseline> baseline) {
  static final String UNTESTED = "untested";

  /**
   * One thing that is to be said against it.
   *
   * @param words the reason in the baseline, else what was observed
   * @param cases those that found it
   */
  record Weakness(Verdict verdict, String words, List<SavedCase> cases) {

    /** Where it was found, in a word or two. */
    String topics() {
      return cases.stream().map(SavedCase::topic).distinct().collect(Collectors.joining(", "));
    }
  }

  Product named(String another) {
    return new Product(another, about, page, report, baseline);
  }

  /** How a case went, if it was played. */
  Optional<SavedCase> played(String id) {
    return Optional.ofNullable(report.cases().get(id));
  }

  /** The verdict on a requirement, as text. */
  String met(String requirement) {
    return report.requirements().getOrDefault(requirement, UNTESTED);
  }

  /** How many cases came to each verdict that occurred. */
  Map<Verdict, Long> counts() {
    return report.cases().values().stream()
        .collect(
            Collectors.groupingBy(
                SavedCase::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
  }

  /** Why the case came to its verdict, where the baseline expects it and says so. */
  Optional<String> reason(SavedCase played) {
    return baseline.flatMap(known -> known.reason(played.id(), played.verdict()));
  }

  /** What is to be said against it, the worst first; cases with the same reason are one thing. */
  List<Weakness> weaknesses() {
    Map<String, List<SavedCase>> groups = new LinkedHashMap<>();
    for (SavedCase played : report.cases().values()) {
      if (played.finding()) {
        String words = reason(played).orElseGet(() -> unexplained(played));
        String key = played.verdict() + words;
        groups.computeIfAbsent(key, one -> new ArrayList<>()).add(played);
      }
    }
    return groups.values().stream()
        .map(cases -> weakness(cases))
        .sorted((a, b) -> Verdict.WORST_FIRST.compare(a.verdict(), b.verdict()))
        .toList();
  }

  private Weakness weakness(List<SavedCase> cases) {
    SavedCase first = cases.get(0);
    String words = reason(first).orElseGet(() -> unexplained(first));
    return new Weakness(first.verdict(), words, cases);
  }

  private static String unexplained(SavedCase played) {
    return "not so: " + played.title() + "; " + played.observed();
  }

  /** How the run differs from what is expected, a line each; empty without a baseline. */
  public List<String> differences() {
    return baseline.map(known -> known.differences(report, Catalogue.shipped())).orElse(List.of());
  }

  /** Mode and time of the run. */
  String run() {
    return report.mode() + " mode, " + report.started().replaceFirst("\\.\\d+", "");
  }

  /** In words, for the head of its summary. */
  public String standing() {
    if (baseline.isEmpty()) {
      return "no baseline";
    }
    int count = differences().size();
    return count == 0 ? "as its baseline says" : count + " differences from its baseline";
  }

  /** Whether something is amiss that nobody expects: as in a run of it alone. */
  public boolean asExpected() {
    return baseline.isPresent()
        ? differences().isEmpty()
        : counts().keySet().stream()
            .noneMatch(one -> one == Verdict.FAIL || one == Verdict.INCONCLUSIVE);
  }

  /** Whether the harness had trouble of its own. */
  public boolean troubled() {
    return counts().containsKey(Verdict.ERROR);
  }
}
