package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.suite.Ledger;
import org.stlspec.suite.Rounds;
import org.stlspec.target.Mode;
import org.stlspec.verdict.Verdict;

class RunReportTest {
  private static RunReport of(InetSocketAddress address, List<CaseResult> results) {
    var rounds = Rounds.of(List.of(results));
    return new RunReport("1", Instant.EPOCH, 0, "name", address, Mode.SERVER, rounds);
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL PASS, FAIL",
    "WARN FAIL, FAIL",
    "ERROR INCONCLUSIVE, ERROR",
    "INCONCLUSIVE WARN, INCONCLUSIVE",
    "PASS WARN, WARN",
    "SKIP PASS, PASS",
    "SKIP SKIP, SKIP"
  })
  void aRequirementHasTheWorstVerdictOfItsCases(String verdicts, Verdict worst) {
    CaseResult one = Sample.report().results().get(0);
    List<CaseResult> results =
        Pattern.compile(" ")
            .splitAsStream(verdicts)
            .map(Verdict::valueOf)
            .map(v -> new CaseResult(one.description(), v, "", "", 0, List.of()))
            .toList();
    String id = one.description().requirements().get(0);
    var requirement =
        of(Sample.address(192, 0, 2, 7), results).requirements().stream()
            .filter(row -> row.requirement().id().equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(worst), requirement.verdict());
    assertEquals(List.of(one.description().id()), requirement.cases());
    assertEquals("", requirement.untested());
  }

  @Test
  void anIpv6AddressIsInBrackets() {
    var address = Sample.address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    assertEquals("[0:0:0:0:0:0:0:1]:110", of(address, List.of()).addressText());
    assertEquals("192.0.2.7:110", Sample.report().addressText());
  }

  @Test
  void whatNoCaseOfTheRunVerifiesIsUntestedForTheReasonOfTheCatalogue() {
    var rows = Ledger.of(Catalogue.shipped()).rows().iterator();
    for (var result : of(Sample.address(192, 0, 2, 7), List.of()).requirements()) {
      var row = rows.next();
      assertEquals("untested", result.outcome());
      assertEquals(
          row.verified()
              ? "not part of this run: " + String.join(" ", row.caseIds())
              : row.requirement().untested(),
          result.untested());
    }
  }

  @Test
  void theProfileIsWhatPassedAndWasToldInWords() {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS, Verdict.WARN, Verdict.SKIP));
    assertEquals(report.results().subList(0, 1), report.profile());
    CaseResult told = report.results().get(0);
    var silent = new CaseResult(told.description(), Verdict.PASS, "", "", 0, List.of());
    assertEquals(List.of(), of(report.address(), List.of(silent)).profile());
  }
}
