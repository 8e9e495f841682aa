package org.stlspec.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is different between two runs. */
public final class Comparison {
  // What no two sessions have in common: timestamps for APOP, ports.
  private static final Pattern VOLATILE =
      Pattern.compile("<[^<>@\\s]+@[^<>\\s]+>|(?<=\\d\\.\\d{1,3}|\\]):\\d{1,5}\\b");

  /** In which respect a case or a requirement is different. */
  public enum Kind {
    /** A case that only the new run has. */
    NEW,
    /** A case that only the old run has. */
    GONE,
    /** A case came to another verdict. */
    VERDICT,
    /** The verdict is the same, what was observed is not. */
    OBSERVED,
    /** A requirement came to another verdict. */
    REQUIREMENT
  }

  /**
   * One difference.
   *
   * @param before the verdict or what was observed; empty for a new case
   * @param after the same of the new run; empty for a case that is gone
   */
  public record Difference(Kind kind, String id, String before, String after) {}

  private final SavedReport older;
  private final SavedReport newer;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(SavedReport older, SavedReport newer) {
    this.older = older;
    this.newer = newer;
  }

  /** All differences: of cases in the order of their ids, then of requirements. */
  public static List<Difference> of(SavedReport older, SavedReport newer) {
    var comparison = new Comparison(older, newer);
    ids(older.cases(), newer.cases()).stream().sorted().forEach(comparison::compareCase);
    ids(older.requirements(), newer.requirements()).forEach(comparison::compareRequirement);
    return List.copyOf(comparison.differences);
  }

  private static Set<String> ids(Map<String, ?> older, Map<String, ?> newer) {
    Set<String> ids = new LinkedHashSet<>(older.keySet());
    ids.addAll(newer.keySet());
    return ids;
  }

  private void compareCase(String id) {
    String before = verdict(older, id);
    String after = verdict(newer, id);
    if (!before.equals(after)) {
      differences.add(new Difference(kind(before, after), id, before, after));
      return;
    }
    String seen = older.cases().get(id).observed();
    String sees = newer.cases().get(id).observed();
    if (!lasting(seen).equals(lasting(sees))) {
      differences.add(new Difference(Kind.OBSERVED, id, seen, sees));
    }
  }

  private static String verdict(SavedReport report, String id) {
    SavedCase played = report.cases().get(id);
    return played == null ? "" : played.verdict().name();
  }

  private static Kind kind(String before, String after) {
    if (before.isEmpty()) {
      return Kind.NEW;
    }
    return after.isEmpty() ? Kind.GONE : Kind.VERDICT;
  }

  private static String lasting(String observed) {
    return VOLATILE.matcher(observed).replaceAll("_");
  }

  private void compareRequirement(String id) {
    String before = older.requirements().getOrDefault(id, "");
    String after = newer.requirements().getOrDefault(id, "");
    if (!before.equals(after)) {
      differences.add(new Difference(Kind.REQUIREMENT, id, before, after));
    }
  }
}
