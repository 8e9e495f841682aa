package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.report.Product.Weakness;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

/** Products side by side: what is in the matrix and in its three files. */
class MatrixTest {
  private static final List<CaseResult> RESULTS = Sample.report().results();

  @TempDir private Path folder;

  private static String id(Verdict verdict) {
    return RESULTS.stream()
        .filter(result -> result.verdict() == verdict)
        .findFirst()
        .orElseThrow()
        .description()
        .id();
  }

  private Product product(String baseline, Verdict... verdicts) throws IOException {
    return SampleMatrix.product(folder, "one", baseline, List.of(verdicts));
  }

  private static String entry(String verdict, String reason, String ids) {
    return "[{\"id\":[%s],\"verdict\":\"%s\",\"reason\":\"%s\"}]".formatted(ids, verdict, reason);
  }

  private static String quoted(int number) {
    return '"' + RESULTS.get(number).description().id() + '"';
  }

  private String written(String file) throws IOException {
    SampleMatrix.matrix(folder).write(folder.resolve("out"));
    return Files.readString(folder.resolve("out").resolve(file));
  }

  @Test
  void aCaseDiffersWhereItsVerdictsDoOrWhereItWasNotPlayed() throws IOException {
    Product one = product("[]", Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    Product two = product("[]", Verdict.PASS, Verdict.PASS);
    var rows = Matrix.of(List.of(one, two), List.of()).cases();
    assertEquals(List.of(false, true, true), rows.stream().map(Matrix.CaseRow::differs).toList());
    assertEquals(Optional.empty(), rows.get(2).cells().get(1));
  }

  @Test
  void requirementsThatNoRunTestedAreLeftOut() throws IOException {
    Product one = product("[]", Verdict.FAIL);
    var rows = Matrix.of(List.of(one), List.of()).requirements();
    assertEquals(
        RESULTS.get(0).description().requirements().stream().sorted().toList(),
        rows.stream().map(row -> row.one().id()).sorted().toList());
    assertEquals(List.of("FAIL"), rows.get(0).cells());
  }

  @Test
  void aRequirementDiffersWhereTheWorstOfItsVerdictsDoes() throws IOException {
    Product one = product("[]", Verdict.FAIL);
    Product two = product("[]", Verdict.PASS);
    var differing = Matrix.of(List.of(one, two), List.of()).requirements();
    assertTrue(differing.stream().allMatch(Matrix.RequirementRow::differs), "all");
    var same = Matrix.of(List.of(one, one), List.of()).requirements();
    assertTrue(same.stream().noneMatch(Matrix.RequirementRow::differs), "none");
  }

  @Test
  void thePageHasARowForEachRequirement() throws IOException {
    String html = written("matrix.html");
    for (var row : SampleMatrix.matrix(folder).requirements()) {
      assertTrue(html.contains("<code>" + row.one().id() + "</code>"), row.one().id());
    }
  }

  @Test
  void twoRunsOfTheSameProductHaveNamesOfTheirOwn() throws IOException {
    Product one = product("[]", Verdict.PASS);
    var names =
        Matrix.of(List.of(one, one, one), List.of()).products().stream()
            .map(Product::name)
            .toList();
    assertEquals(List.of("one", "one (2)", "one (3)"), names);
  }

  @Test
  void casesWithOneReasonAreOneWeaknessAndTheWorstComesFirst() throws IOException {
    String reason = "executes commands injected before TLS: CVE-2021-38084";
    String known = entry("FAIL", reason, quoted(1) + "," + quoted(2));
    Product one = product(known, Verdict.WARN, Verdict.FAIL, Verdict.FAIL);
    List<Weakness> weaknesses = one.weaknesses();
    assertEquals(2, weaknesses.size());
    assertEquals(reason, weaknesses.get(0).words());
    assertEquals(2, weaknesses.get(0).cases().size());
    assertEquals(Verdict.WARN, weaknesses.get(1).verdict());
    assertTrue(weaknesses.get(1).words().startsWith("not so: "), weaknesses.get(1).words());
  }

  @Test
  void aReasonForAnotherVerdictIsNotGiven() throws IOException {
    Product one = product(entry("WARN", "known", quoted(0)), Verdict.FAIL);
    assertFalse(one.weaknesses().get(0).words().contains("known"));
    assertEquals("1 differences from its baseline", one.standing());
  }

  @Test
  void aProductIsAsExpectedIfItsBaselineSaysSoOrItIsSoundWithoutOne() throws IOException {
    assertTrue(product(entry("FAIL", "known", quoted(0)), Verdict.FAIL).asExpected());
    assertFalse(product(entry("FAIL", "known", quoted(0)), Verdict.PASS).asExpected());
    assertFalse(product("[]", Verdict.WARN).asExpected());
    assertTrue(alone(Verdict.WARN).asExpected());
    assertFalse(alone(Verdict.FAIL).asExpected());
    assertFalse(alone(Verdict.INCONCLUSIVE).asExpected());
    assertTrue(alone(Verdict.ERROR).troubled());
  }

  private Product alone(Verdict verdict) throws IOException {
    SavedReport report = SampleMatrix.saved(folder, Sample.report("one", List.of(verdict)));
    return new Product("one", "", "", report, Optional.empty());
  }

  @Test
  void theJsonHasEveryCellWithItsWords() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(written("matrix.json"));
    assertEquals("absent", tree.at("/leftOut/0/name").asText());
    assertEquals(5, tree.at("/products/1/summary/pass").asInt());
    JsonNode failed =
        StreamSupport.stream(tree.path("cases").spliterator(), false)
            .filter(one -> one.path("id").asText().equals(id(Verdict.FAIL)))
            .findFirst()
            .orElseThrow();
    assertEquals("PASS", failed.at("/products/sound/verdict").asText());
    JsonNode mixed = failed.path("products").path(tree.at("/products/0/name").asText());
    assertEquals("FAIL", mixed.path("verdict").asText());
    assertTrue(mixed.path("expected").asText().startsWith("sound "));
  }

  @Test
  void theSummaryHasFiguresWordsAndOnlyWhatDiffers() throws IOException {
    String text = written("matrix.md");
    assertTrue(text.contains("| sound | 5 | 0 | 0 | 0 | 0 | 0 | as its baseline says |"), text);
    assertTrue(text.contains("Left out: absent: needs absentd; install absent &lt;server>"));
    assertTrue(text.contains("- **FAIL** "), text);
    assertTrue(text.contains("Nothing to say against it."), text);
    String differing = text.split("## Where they differ", 2)[1];
    assertTrue(differing.contains("| " + id(Verdict.FAIL) + " | FAIL | PASS |"), differing);
    assertFalse(differing.contains("| " + id(Verdict.PASS) + " |"), differing);
  }

  @Test
  void thePageNeedsNoNetworkAndWhatTargetsSayIsText() throws IOException {
    String html = written("matrix.html");
    assertFalse(html.matches("(?is).*(src|href|action)\\s*=\\s*[\"']?(https?:)?//.*"), "a link");
    assertFalse(html.matches("(?is).*(@import|url\\(|<link|<iframe|<img|fetch\\().*"), "an import");
    assertFalse(html.contains("<b>&"), "markup of the target");
    assertTrue(html.contains("@requirements@"), "the target's words");
    assertTrue(html.contains("install absent &lt;server&gt;"), html.substring(0, 9000));
  }
}
