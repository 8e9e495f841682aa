package org.stlspec.report;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stlspec.requirement.Requirement;
import org.stlspec.requirement.Requirements;
import org.stlspec.suite.CaseResult;
import org.stlspec.target.Mode;
import org.stlspec.verdict.Verdict;

/**
 * A finished run.
 *
 * @param millis wall time of the run
 */
public record RunReport(
    String version,
    Instant started,
    long millis,
    String targetName,
    InetSocketAddress address,
    Mode mode,
    List<CaseResult> results) {

  /** How many cases ended so. */
  public long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** HOST:PORT of the target. */
  public String addressText() {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /**
   * What the run says about one requirement.
   *
   * @param verdict the worst of its cases' verdicts; empty if none was played
   * @param cases ids of the cases played that verify it
   * @param untested why there is no verdict; empty if there is one
   */
  public record RequirementResult(
      Requirement requirement, Optional<Verdict> verdict, List<String> cases, String untested) {}

  /** All requirements of the catalogue, in its order. */
  public List<RequirementResult> requirements() {
    List<RequirementResult> all = new ArrayList<>();
    for (Requirement requirement : Requirements.all().rows()) {
      List<CaseResult> verifying =
          results.stream()
              .filter(result -> result.description().requirements().contains(requirement.id()))
              .toList();
      all.add(
          new RequirementResult(
              requirement,
              worst(verifying),
              verifying.stream().map(result -> result.description().id()).toList(),
              verifying.isEmpty() ? "no case of this run verifies it" : ""));
    }
    return all;
  }

  private static Optional<Verdict> worst(List<CaseResult> results) {
    List<Verdict> order =
        List.of(
            Verdict.FAIL,
            Verdict.ERROR,
            Verdict.INCONCLUSIVE,
            Verdict.WARN,
            Verdict.PASS,
            Verdict.SKIP);
    return order.stream()
        .filter(verdict -> results.stream().anyMatch(result -> result.verdict() == verdict))
        .findFirst();
  }
}
