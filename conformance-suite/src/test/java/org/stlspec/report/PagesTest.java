package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.requirement.Requirements;
import org.stlspec.verdict.Verdict;

/** What people read: report.html and summary.md, and all files together. */
class PagesTest {
  @TempDir private Path folder;

  private String html() throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(Sample.report(), file);
    return Files.readString(file);
  }

  private String summary(RunReport report) throws IOException {
    Path file = folder.resolve("summary.md");
    SummaryReport.write(report, file);
    return Files.readString(file);
  }

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    String html = html();
    assertFalse(html.matches("(?is).*(src|href|action)\\s*=\\s*[\"']?(https?:)?//.*"), "a link");
    assertFalse(
        html.matches("(?is).*(@import|url\\(|<link|<iframe|<img|fetch\\(|XMLHttp).*"), "an import");
  }

  @Test
  void whatTheTargetSaidIsTextAndNoMarkup() throws IOException {
    String html = html();
    assertFalse(html.contains("<b>&"), "markup of the target");
    assertTrue(html.contains("seen &lt;b&gt;&amp;&quot;"));
    assertTrue(html.contains("closed &lt;here&gt;"));
    assertTrue(html.contains("<code>&lt;\\x00\\xff\\r\\n</code>"));
  }

  @Test
  void whatTheTargetSaidIsNoPlaceholder() throws IOException {
    String html = html();
    assertEquals(1, html.split("POP3-BASE-01</code><td>", -1).length - 1, "rows of a requirement");
    assertTrue(html.contains("@requirements@"), "the target's words");
    assertFalse(html.contains("@cases@"));
  }

  @Test
  void everyCaseAndItsVerdictIsOnThePage() throws IOException {
    String html = html();
    for (var result : Sample.report().results()) {
      assertTrue(html.contains(result.verdict() + "</b> <code>" + result.description().id()));
    }
    assertTrue(html.contains("192.0.2.7:110, proxy mode"));
  }

  @Test
  void theSummaryTellsEveryVerdictButPass() throws IOException {
    String text = summary(Sample.report());
    assertTrue(text.startsWith("# stlspec: sample\n\n192.0.2.7:110, proxy mode, 6 cases: 1 PASS"));
    for (Verdict verdict : Verdict.values()) {
      assertEquals(verdict != Verdict.PASS, text.contains("\n## " + verdict + "\n"), text);
    }
  }

  @Test
  void theSummaryIsFindingsRequirementsAndProfile() throws IOException {
    String text = summary(Sample.plain(Verdict.PASS, Verdict.FAIL, Verdict.FAIL));
    assertEquals(
        """
        # stlspec: sample

        192.0.2.7:110, proxy mode, \
        3 cases: 1 PASS, 2 FAIL, 0 WARN, 0 SKIP, 0 INCONCLUSIVE, 0 ERROR

        ## FAIL

        | case | expected | observed |
        |---|---|---|
        | b.one | sound | seen |
        | b.two | sound | seen |
        """,
        text.split("\n## Requirements\n", 2)[0]);
    assertEquals(
        """
        : which sound answers were seen</summary>

        | case | observed |
        |---|---|
        | a.one | seen |

        </details>
        """,
        text.split("Profile", 2)[1]);
  }

  @Test
  void aSummaryOfPassesHasTheRequirementsAloneForAHead() throws IOException {
    String text = summary(Sample.report("sample", List.of(Verdict.PASS, Verdict.PASS)));
    assertEquals(
        List.of("## Requirements"), text.lines().filter(line -> line.startsWith("##")).toList());
  }

  @Test
  void theSummaryCountsRequirementsByLevelAndTellsWhyOthersAreUntested() throws IOException {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS));
    String text = summary(report);
    assertTrue(text.contains("| level | PASS | untested |\n|---|---|---|\n| MUST | "), text);
    for (var result : report.requirements()) {
      String row = "| " + result.requirement().id() + " | " + result.untested() + " |";
      assertEquals(result.verdict().isEmpty(), text.contains(row), row);
    }
  }

  @Test
  void theCountsOfALevelAddUpToItsRequirements() {
    for (var row : RequirementTotals.table(Sample.report()).subList(1, 8)) {
      long sum = row.stream().skip(1).mapToLong(Long::parseLong).sum();
      long all =
          Requirements.all().rows().stream()
              .filter(one -> one.level().toString().equals(row.get(0)))
              .count();
      assertEquals(all, sum, row.toString());
    }
  }

  @Test
  void theProfileTellsWhatWasSeen() throws IOException {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS, Verdict.WARN));
    String profile = summary(report).split("Profile: ", 2)[1];
    assertTrue(profile.contains("| " + report.results().get(0).description().id() + " | seen "));
    assertFalse(profile.contains(report.results().get(1).description().id()));
    String page = html();
    assertEquals(1, page.split("id=\"facts\"", 2)[1].split("class=\"row\"", -1).length - 1);
  }

  @Test
  void whatWasUnstableIsOnBothPages() throws IOException {
    RunReport report = Sample.rounds(List.of(List.of(Verdict.PASS), List.of(Verdict.FAIL)));
    String id = report.results().get(0).description().id();
    assertTrue(summary(report).contains("## UNSTABLE\n\n| case | verdicts |\n|---|---|\n| " + id));
    Path file = folder.resolve("unstable.html");
    HtmlReport.write(report, file);
    assertTrue(Files.readString(file).contains("<h2>Unstable</h2>"));
    assertFalse(html().contains("<h2>Unstable</h2>"));
  }

  @Test
  void aRowOfTheSummaryStaysARow() throws IOException {
    int cells = 0;
    for (String line : summary(Sample.report()).lines().toList()) {
      String bare = line.replace("\\\\", "").replace("\\|", "");
      int bars = (int) bare.chars().filter(c -> c == '|').count();
      if (line.startsWith("|---")) {
        cells = bars;
      } else if (line.startsWith("| POP3") || line.contains("seen ")) {
        assertEquals(cells, bars, line);
        assertFalse(line.contains("<b>"), line);
      }
    }
  }

  @Test
  void allFourFilesAreWrittenIntoAFolderThatIsMade() throws IOException {
    Path made = folder.resolve("a/b");
    Reports.write(Sample.report(), made);
    try (var files = Files.list(made)) {
      Set<String> names = files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(Set.of("report.json", "junit.xml", "report.html", "summary.md"), names);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(IOException.class, () -> Reports.write(Sample.report(), file.resolve("sub")));
  }
}
