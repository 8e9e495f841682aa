package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.suite.CaseResult;
import org.stlspec.target.Mode;
import org.stlspec.verdict.Verdict;

class RunReportTest {
  private static RunReport of(InetSocketAddress address, List<CaseResult> results) {
    return new RunReport("1", Instant.EPOCH, 0, "name", address, Mode.SERVER, results);
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
        Stream.of(verdicts.split(" "))
            .map(Verdict::valueOf)
            .map(v -> new CaseResult(one.description(), v, "", "", 0, List.of()))
            .toList();
    String id = one.description().requirements().get(0);
    var requirement =
        of(InetSocketAddress.createUnresolved("h", 1), results).requirements().stream()
            .filter(row -> row.requirement().id().equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(worst), requirement.verdict());
    assertEquals("", requirement.untested());
  }

  @Test
  void anIpv6AddressIsInBrackets() {
    var address = new InetSocketAddress("::1", 110);
    assertEquals("[0:0:0:0:0:0:0:1]:110", of(address, List.of()).addressText());
    var name = InetSocketAddress.createUnresolved("pop.example", 110);
    assertEquals("pop.example:110", of(name, List.of()).addressText());
  }

  private static String printed(java.util.function.Consumer<Console> play) {
    var text = new StringWriter();
    play.accept(new Console(new PrintWriter(text)));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void aPassIsOneLineAndAFindingTellsBothSides() {
    var results = Sample.report().results();
    assertEquals(1, printed(console -> console.result(results.get(0))).lines().count());
    String fail = printed(console -> console.result(results.get(Verdict.FAIL.ordinal())));
    assertEquals(
        List.of("FAIL", "expected", "observed"),
        fail.lines()
            .map(line -> line.strip().split(" ")[0])
            .filter(word -> word.matches("FAIL|expected|observed"))
            .toList());
  }

  @Test
  void theLastLinesTellReasonsAndFigures() {
    String text = printed(console -> console.summary(Sample.report("t", List.of(Verdict.SKIP))));
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    assertEquals(true, lines.get(0).startsWith("SKIP x 1: seen "), text);
    assertEquals("t at pop.example:110, proxy mode", lines.get(1));
    assertEquals(
        "1 cases: 0 PASS, 0 FAIL, 0 WARN, 1 SKIP, 0 INCONCLUSIVE, 0 ERROR in 1.2 s", lines.get(2));
  }
}
