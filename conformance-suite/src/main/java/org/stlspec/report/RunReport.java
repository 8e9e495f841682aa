package org.stlspec.report;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stlspec.requirement.Requirement;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Ledger;
import org.stlspec.suite.Rounds;
import org.stlspec.suite.Stage;
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
    Rounds rounds) {

  /** The report of what has just been played. */
  public static RunReport of(Stage stage, Instant started, Rounds rounds) {
    return new RunReport(
        SuiteVersion.text(),
        started,
        Duration.between(started, Instant.now()).toMillis(),
        stage.target().name(),
        stage.target().address(),
        stage.mode(),
        rounds);
  }

  /** One result a case: the worst, if there were several rounds. */
  public List<CaseResult> results() {
    return rounds.results();
  }

  /** How many cases ended so. */
  public long count(Verdict verdict) {
    return results().stream().filter(result -> result.verdict() == verdict).count();
  }

  /** The same for all verdicts that occurred. */
  public Map<Verdict, Long> counts() {
    return results().stream()
        .collect(
            Collectors.groupingBy(
                CaseResult::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
  }

  /** What passed, and by which of the sound answers: a portrait of the target. */
  public List<CaseResult> profile() {
    return results().stream()
        .filter(result -> result.verdict() == Verdict.PASS && !result.observed().isEmpty())
        .toList();
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
      Requirement requirement, Optional<Verdict> verdict, List<String> cases, String untested) {

    /** The verdict in words. */
    public String outcome() {
      return verdict.map(Verdict::name).orElse("untested");
    }
  }

  /** All requirements of the catalogue, in its order. */
  public List<RequirementResult> requirements() {
    return Ledger.of(Catalogue.shipped()).rows().stream().map(this::judged).toList();
  }

  private RequirementResult judged(Ledger.Row row) {
    List<CaseResult> played =
        results().stream()
            .filter(result -> row.caseIds().contains(result.description().id()))
            .toList();
    return new RequirementResult(
        row.requirement(),
        played.stream().map(CaseResult::verdict).min(Verdict.WORST_FIRST),
        played.stream().map(result -> result.description().id()).toList(),
        played.isEmpty() ? untested(row) : "");
  }

  private static String untested(Ledger.Row row) {
    return row.verified()
        ? "not part of this run: " + String.join(" ", row.caseIds())
        : row.requirement().untested();
  }
}
