package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.report.Comparison.Difference;
import org.stlspec.report.Comparison.Kind;
import org.stlspec.verdict.Verdict;

class ComparisonTest {
  @TempDir private Path folder;

  private static SavedReport saved(Map<String, Verdict> verdicts, String observed) {
    Map<String, SavedCase> cases = new LinkedHashMap<>();
    verdicts.forEach((id, verdict) -> cases.put(id, saved(id, verdict, observed)));
    return new SavedReport("run", "1.2.3", "now", "proxy", cases, Map.of());
  }

  private static SavedCase saved(String id, Verdict verdict, String observed) {
    return new SavedCase(id, "", "MUST", List.of(), verdict, observed, "", 1, List.of());
  }

  private SavedReport saved(RunReport report) throws IOException {
    Path file = folder.resolve("report.json");
    JsonReport.write(report, file);
    return SavedReport.read(file);
  }

  @Test
  void aRunIsTheSameAsItself() throws IOException {
    assertEquals(List.of(), Comparison.of(saved(Sample.report()), saved(Sample.report())));
  }

  @Test
  void aVerdictThatChangedIsToldForTheCaseAndItsRequirements() throws IOException {
    RunReport before = Sample.report("t", List.of(Verdict.PASS));
    RunReport after = Sample.report("t", List.of(Verdict.FAIL));
    var description = before.results().get(0).description();
    List<Difference> differences = Comparison.of(saved(before), saved(after));
    assertEquals(
        new Difference(Kind.VERDICT, description.id(), "PASS", "FAIL"), differences.get(0));
    assertEquals(1 + description.requirements().size(), differences.size());
    assertTrue(
        differences.contains(
            new Difference(Kind.REQUIREMENT, description.requirements().get(0), "PASS", "FAIL")));
  }

  @Test
  void aCaseThatCameOrWentIsToldWithItsVerdict() {
    SavedReport one = saved(Map.of("a.one", Verdict.PASS), "");
    SavedReport two = saved(Map.of("a.one", Verdict.PASS, "b.two", Verdict.FAIL), "");
    assertEquals(List.of(new Difference(Kind.NEW, "b.two", "", "FAIL")), Comparison.of(one, two));
    assertEquals(List.of(new Difference(Kind.GONE, "b.two", "FAIL", "")), Comparison.of(two, one));
  }

  @Test
  void aRequirementThatWasNotTestedBeforeIsToldSo() throws IOException {
    RunReport after = Sample.report("t", List.of(Verdict.PASS));
    SavedReport before = saved(Sample.report("t", List.of()));
    String requirement = after.results().get(0).description().requirements().get(0);
    assertTrue(
        Comparison.of(before, saved(after))
            .contains(new Difference(Kind.REQUIREMENT, requirement, "untested", "PASS")));
  }

  @Test
  void anotherSoundAnswerIsADifference() {
    var verdicts = Map.of("a.one", Verdict.PASS);
    assertEquals(
        List.of(new Difference(Kind.OBSERVED, "a.one", "discarded", "refused")),
        Comparison.of(saved(verdicts, "discarded"), saved(verdicts, "refused")));
  }

  @ParameterizedTest
  @CsvSource({
    "+OK <12.34@host> hello, +OK <13.35@host> hello, true",
    "'127.0.0.1:4711, then', '127.0.0.1:4712, then', true",
    "[::1]:4711, [::1]:4712, true",
    "127.0.0.1:4711, 127.0.0.2:4711, false",
    "+OK <12.34@host> hello, +OK <12.34@host> bye, false",
    "-ERR after 3 octets, -ERR after 4 octets, false"
  })
  void timestampsAndPortsAreNeverTheSame(String before, String after, boolean same) {
    var verdicts = Map.of("a.one", Verdict.PASS);
    var differences = Comparison.of(saved(verdicts, before), saved(verdicts, after));
    assertEquals(same, differences.isEmpty(), differences.toString());
  }

  @Test
  void theTitleTellsTargetVersionAndTime() throws IOException {
    assertEquals("sample (stlspec 1.2.3, 2026-01-02T03:04:05Z)", saved(Sample.report()).title());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]",
        "{}",
        "{\"tool\":\"other\",\"cases\":[]}",
        "{\"tool\":\"stlspec\"}"
      })
  void whatIsNoReportIsRefusedInOneLineThatNamesIt(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("none.json"), text);
    var refused = assertThrows(IllegalArgumentException.class, () -> SavedReport.read(file));
    assertTrue(refused.getMessage().startsWith(file + " is no "), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }
}
