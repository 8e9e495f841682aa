package org.stlspec.suite;

import java.util.Map;
import java.util.stream.Collectors;
import org.stlspec.verdict.Verdict;

/**
 * A case that came to more than one verdict.
 *
 * @param worst the worst of its results
 * @param verdicts how many rounds ended in each
 */
public record Unstable(CaseResult worst, Map<Verdict, Long> verdicts) {

  public String id() {
    return worst.description().id();
  }

  /** The figures, such as {@code 3 PASS, 1 FAIL}. */
  public String figures() {
    return verdicts.entrySet().stream()
        .map(one -> one.getValue() + " " + one.getKey())
        .collect(Collectors.joining(", "));
  }
}
