package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

class ConsoleTest {
  private static List<String> printed(RunReport report, boolean verbose) {
    var text = new StringWriter();
    var console = new Console(new PrintWriter(text), verbose);
    report.results().forEach(console::result);
    console.summary(report);
    return text.toString().lines().filter(line -> !line.isBlank()).toList();
  }

  private static boolean mentions(List<String> lines, CaseResult result) {
    return lines.stream().anyMatch(line -> line.contains(" " + result.description().id() + ": "));
  }

  @Test
  void passesAndSkipsAreCountedAndOthersToldInFull() {
    RunReport report = Sample.report();
    List<String> lines = printed(report, false);
    for (CaseResult result : report.results()) {
      boolean quiet = result.verdict() == Verdict.PASS || result.verdict() == Verdict.SKIP;
      assertEquals(!quiet, mentions(lines, result), result.verdict().toString());
    }
    assertTrue(lines.stream().anyMatch(line -> line.strip().startsWith("expected sound ")));
    assertTrue(lines.stream().anyMatch(line -> line.strip().startsWith("observed seen ")));
  }

  @Test
  void verboseTellsEveryCase() {
    RunReport report = Sample.report();
    List<String> lines = printed(report, true);
    report.results().forEach(result -> assertTrue(mentions(lines, result)));
  }

  @Test
  void aTopicIsOneLineOfFigures() {
    RunReport report = Sample.report("t", List.of(Verdict.PASS, Verdict.PASS));
    String topic = report.results().get(0).description().topic();
    assertTrue(printed(report, false).get(0).matches(topic + " +2 PASS"));
  }

  @Test
  void theLastLinesTellReasonsAndFigures() {
    List<String> lines = printed(Sample.report("t", List.of(Verdict.SKIP)), false);
    List<String> last = lines.subList(lines.size() - 3, lines.size());
    assertTrue(last.get(0).startsWith("SKIP x 1: seen "), last.get(0));
    assertEquals("t at 192.0.2.7:110, proxy mode", last.get(1));
    assertEquals(
        "1 cases: 0 PASS, 0 FAIL, 0 WARN, 1 SKIP, 0 INCONCLUSIVE, 0 ERROR in 1.2 s", last.get(2));
  }

  /** Nothing of it stays behind in a buffer. */
  private static String shown(Consumer<Console> use) {
    var text = new StringWriter();
    use.accept(new Console(new PrintWriter(new BufferedWriter(text)), true));
    return text.toString();
  }

  @Test
  void aTopicIsPrintedWhenItIsOver() {
    List<CaseResult> results = Sample.plain(Verdict.PASS, Verdict.FAIL, Verdict.PASS).results();
    assertEquals("", shown(console -> console.result(results.get(0))));
    assertEquals(
        """
        a                1 PASS
          PASS a.one: it is sound (MUST, POP3-BASE-01 POP3-BASE-02)
               observed seen
        """,
        shown(console -> results.forEach(console::result)));
  }

  @Test
  void theEndPrintsTheLastTopicAnEmptyLineAndTheFigures() {
    RunReport report = Sample.plain(Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    String all =
        shown(
            console -> {
              report.results().forEach(console::result);
              console.summary(report);
            });
    assertEquals(
        """
        b                1 PASS   1 FAIL
          FAIL b.one: it is sound (MUST, POP3-BASE-01 POP3-BASE-02)
               expected sound
               observed seen
          PASS b.two: it is sound (MUST, POP3-BASE-01 POP3-BASE-02)
               observed seen

        sample at 192.0.2.7:110, proxy mode
        3 cases: 2 PASS, 1 FAIL, 0 WARN, 0 SKIP, 0 INCONCLUSIVE, 0 ERROR in 1.2 s
        """,
        all.lines().skip(3).map(line -> line + "\n").collect(Collectors.joining()));
  }

  @Test
  void aRoundComesBehindTheLastTopicOfTheFirst() {
    List<CaseResult> results = Sample.plain(Verdict.PASS).results();
    List<String> lines =
        shown(
                console -> {
                  console.result(results.get(0));
                  console.round(2, results);
                })
            .lines()
            .toList();
    assertEquals("a                1 PASS", lines.get(0));
    assertEquals("round 2          1 PASS", lines.get(lines.size() - 1));
  }

  @Test
  void aRunWithoutSkipsGivesNoReasons() {
    List<String> lines = printed(Sample.report("t", List.of(Verdict.PASS)), false);
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("SKIP x")));
  }

  @Test
  void aFurtherRoundIsOneLineAndWhatChangedIsToldInFull() {
    RunReport report =
        Sample.rounds(
            List.of(
                List.of(Verdict.PASS, Verdict.PASS),
                List.of(Verdict.PASS, Verdict.FAIL),
                List.of(Verdict.PASS, Verdict.PASS)));
    var text = new StringWriter();
    var console = new Console(new PrintWriter(text), false);
    console.round(2, report.results());
    console.summary(report);
    List<String> lines = text.toString().lines().filter(line -> !line.isBlank()).toList();
    assertEquals("round 2          1 PASS   1 FAIL", lines.get(0));
    String id = report.results().get(1).description().id();
    assertEquals("UNSTABLE " + id + ": 2 PASS, 1 FAIL", lines.get(1));
    assertTrue(lines.get(2).startsWith("       expected sound "), lines.get(2));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.endsWith("0 ERROR, 1 UNSTABLE in 3 rounds in 1.2 s"), last);
  }
}
