package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

class BaselineTest {
  private static final Catalogue CATALOGUE = Catalogue.shipped();

  @TempDir private Path folder;

  private Baseline baseline(String json) throws IOException {
    return Baseline.read(Files.writeString(folder.resolve("known.json"), json));
  }

  private static String entry(String id, String verdict, String reason) {
    return "{\"id\":\"%s\",\"verdict\":\"%s\",\"reason\":\"%s\"}".formatted(id, verdict, reason);
  }

  private static RunReport run(Verdict verdict) {
    return Sample.report("sample", List.of(verdict));
  }

  private static String id() {
    return run(Verdict.PASS).results().get(0).description().id();
  }

  @Test
  void whatIsNotListedIsExpectedToPass() throws IOException {
    Baseline none = baseline("[]");
    assertEquals(List.of(), none.differences(run(Verdict.PASS), CATALOGUE));
    assertEquals(
        List.of(id() + ": expected PASS, got WARN: seen " + Sample.NASTY),
        none.differences(run(Verdict.WARN), CATALOGUE));
  }

  @Test
  void anUnexpectedPassIsADifference() throws IOException {
    Baseline known = baseline("[" + entry(id(), "FAIL", "known") + "]");
    assertEquals(List.of(), known.differences(run(Verdict.FAIL), CATALOGUE));
    assertEquals(
        List.of(id() + ": expected FAIL, got PASS: seen " + Sample.NASTY),
        known.differences(run(Verdict.PASS), CATALOGUE));
  }

  @Test
  void whereARaceDecidesEitherVerdictIsExpected() throws IOException {
    String json = "[{\"id\":\"%s\",\"verdict\":[\"FAIL\",\"PASS\"],\"reason\":\"a race\"}]";
    Baseline known = baseline(json.formatted(id()));
    assertEquals(List.of(), known.differences(run(Verdict.FAIL), CATALOGUE));
    assertEquals(List.of(), known.differences(run(Verdict.PASS), CATALOGUE));
    assertEquals(
        List.of(id() + ": expected FAIL or PASS, got WARN: seen " + Sample.NASTY),
        known.differences(run(Verdict.WARN), CATALOGUE));
    Path file = folder.resolve("accepted.json");
    Baseline.of(run(Verdict.PASS), Optional.of(known), CATALOGUE).write(file);
    assertEquals(List.of(), Baseline.read(file).differences(run(Verdict.FAIL), CATALOGUE));
  }

  @Test
  void anEntryWithoutAReasonOrWithoutACaseIsADifference() throws IOException {
    Baseline known =
        baseline("[" + entry(id(), "FAIL", " ") + "," + entry("no.such", "FAIL", "old") + "]");
    assertEquals(
        List.of(id() + ": no reason given", "no.such: no such case"),
        known.differences(run(Verdict.FAIL), CATALOGUE));
  }

  @Test
  void anEntryForACaseThatWasNotPlayedIsNone() throws IOException {
    Baseline known = baseline("[" + entry(id(), "FAIL", "known") + "]");
    RunReport nothing = Sample.report("sample", List.of());
    assertEquals(List.of(), known.differences(nothing, CATALOGUE));
  }

  @Test
  void aBaselineOfARunHasAllButPassesAndReasonsForSkips() throws IOException {
    Path file = folder.resolve("made.json");
    long unexplained = Baseline.of(Sample.report(), Optional.empty(), CATALOGUE).write(file);
    JsonNode entries = new ObjectMapper().readTree(file.toFile());
    assertEquals(Verdict.values().length - 1, entries.size());
    assertEquals(Verdict.values().length - 2, unexplained);
    for (JsonNode entry : entries) {
      boolean skip = entry.get("verdict").asText().equals("SKIP");
      assertEquals(skip, !entry.get("reason").asText().isEmpty(), entry.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"FAIL, known", "WARN, ''"})
  void aReasonIsKeptWhileTheVerdictIsTheSame(Verdict verdict, String reason) throws IOException {
    Baseline before = baseline("[" + entry(id(), "FAIL", "known") + "]");
    Path file = folder.resolve("made.json");
    long unexplained = Baseline.of(run(verdict), Optional.of(before), CATALOGUE).write(file);
    JsonNode entry = new ObjectMapper().readTree(file.toFile()).get(0);
    assertEquals(reason, entry.get("reason").asText());
    assertEquals(verdict.name(), entry.get("verdict").asText());
    assertEquals(reason.isEmpty() ? 1 : 0, unexplained);
  }

  @Test
  void casesThatAreLeftForASlowRunAreNeitherDifferentNorForgotten() throws IOException {
    RunReport quick = Sample.skipped("waits: run with --slow");
    Baseline known =
        baseline("[" + entry(id(), "FAIL", "known") + "," + entry("no.such", "FAIL", "old") + "]");
    assertEquals(List.of("no.such: no such case"), known.differences(quick, CATALOGUE));
    Path file = folder.resolve("made.json");
    Baseline.of(quick, Optional.of(known), CATALOGUE).write(file);
    JsonNode entries = new ObjectMapper().readTree(file.toFile());
    assertEquals(1, entries.size());
    assertEquals("known", entries.at("/0/reason").asText());
    RunReport other = Sample.skipped("not offered");
    assertEquals(
        List.of(id() + ": expected FAIL, got SKIP: not offered"),
        Baseline.read(file).differences(other, CATALOGUE));
  }

  @Test
  void casesOfTheSameVerdictAndReasonShareAnEntry() throws IOException {
    RunReport two = Sample.report("sample", List.of(Verdict.SKIP, Verdict.SKIP, Verdict.FAIL));
    Path file = folder.resolve("made.json");
    Baseline.of(two, Optional.empty(), CATALOGUE).write(file);
    JsonNode entries = new ObjectMapper().readTree(file.toFile());
    assertEquals("FAIL", entries.at("/0/verdict").asText());
    assertEquals(2, entries.at("/1/id").size());
    assertEquals(
        List.of(two.results().get(2).description().id() + ": no reason given"),
        Baseline.read(file).differences(two, CATALOGUE));
  }

  @Test
  void whatWasWrittenIsMetByTheSameRun() throws IOException {
    Path file = folder.resolve("made.json");
    Baseline.of(run(Verdict.SKIP), Optional.empty(), CATALOGUE).write(file);
    assertEquals(List.of(), Baseline.read(file).differences(run(Verdict.SKIP), CATALOGUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | is not a JSON array",
        "[{\"verdict\":\"FAIL\"}] | an entry without id",
        "[{\"id\":\"a\",\"verdict\":\"FIAL\"}] | no verdict 'FIAL' of 'a'",
        "[{\"id\":[\"a\",\"a\"],\"verdict\":\"FAIL\"}] | 'a' twice",
        "[ | known.json: "
      })
  void whatIsNoBaselineIsRefusedInOneLine(String json, String why) {
    var refused = assertThrows(IllegalArgumentException.class, () -> baseline(json));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().contains("known.json"), refused.getMessage());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("missing.json");
    var refused = assertThrows(IllegalArgumentException.class, () -> Baseline.read(missing));
    assertEquals("--baseline: cannot read " + missing, refused.getMessage());
  }
}
