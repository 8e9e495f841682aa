package org.stlspec.fault;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

/**
 * What the whole suite made of one fault.
 *
 * @param trouble why the suite was not played, if it was not; empty otherwise
 */
record MatrixRow(Fault fault, List<CaseResult> results, String trouble) {

  private static final Set<Verdict> RED = Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INCONCLUSIVE);

  /** What parts of the suite made of the same fault, as one. */
  static MatrixRow joined(List<MatrixRow> parts) {
    var first = parts.get(0);
    boolean played = parts.stream().anyMatch(part -> part.trouble().isEmpty());
    return new MatrixRow(
        first.fault(),
        parts.stream().flatMap(part -> part.results().stream()).toList(),
        played ? "" : first.trouble());
  }

  /** Ids of the cases that blame it, or do not come to their point where it has left for good. */
  Set<String> catching() {
    Set<String> ids = new TreeSet<>();
    results.stream()
        .filter(one -> RED.contains(one.verdict()))
        .forEach(one -> ids.add(one.description().id()));
    return ids;
  }

  /** Whether all cases that it names blame it; that sanity stops the run is blame as well. */
  boolean caught() {
    return !trouble.isEmpty() || catching().containsAll(fault.must().keySet());
  }

  String line() {
    Set<String> silent = new TreeSet<>(fault.must().keySet());
    silent.removeAll(catching());
    return fault.name() + ": not caught by " + silent;
  }
}
