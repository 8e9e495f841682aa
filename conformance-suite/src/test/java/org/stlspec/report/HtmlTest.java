package org.stlspec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.requirement.Level;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Rounds;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Transcript;
import org.stlspec.wire.Transcript.From;
import org.stlspec.wire.Transcript.Leg;

/** The parts of report.html, octet for octet. */
class HtmlTest {
  private static final String REQUIREMENTS =
      "<dt>Requirements<dd><a href=\"#POP3-BASE-01\"><code>POP3-BASE-01</code></a> "
          + "<a href=\"#POP3-BASE-02\"><code>POP3-BASE-02</code></a> ";

  @TempDir private Path folder;

  /** What the page says between two pieces of its own text. */
  private String between(String from, String to, RunReport report) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(report, file);
    String behind = Files.readString(file).split(from, 2)[1];
    return behind.substring(0, behind.indexOf(to));
  }

  private static String head(String id, Verdict verdict, String open) {
    String lower = verdict.name().toLowerCase(Locale.ROOT);
    return "<details class=\"case row\" id=\"%s\" data-verdict=\"%s\" data-level=\"MUST\"%s>"
            .formatted(id, lower, open)
        + "<summary><b class=\"%s\">%s</b> <code>%s</code> <span>it is sound</span></summary>\n"
            .formatted(lower, verdict, id)
        + "<dl><dt>Level<dd>MUST"
        + REQUIREMENTS;
  }

  @Test
  void aTopicIsASectionOfItsCases() {
    assertEquals(
        "<section class=\"group\"><h3>a</h3>\n"
            + head("a.one", Verdict.PASS, "")
            + "<dt>Observed<dd>seen</dl>\n</details>\n"
            + "</section>\n<section class=\"group\"><h3>b</h3>\n"
            + head("b.one", Verdict.FAIL, " open")
            + "<dt>Expected<dd>sound<dt>Observed<dd>seen</dl>\n</details>\n"
            + head("b.two", Verdict.SKIP, "")
            + "<dt>Observed<dd>seen</dl>\n</details>\n"
            + "</section>\n",
        HtmlCases.all(Sample.plain(Verdict.PASS, Verdict.FAIL, Verdict.SKIP)));
    assertEquals("", HtmlCases.all(Sample.plain()));
  }

  private static String transcript(Transcript.Entry... entries) {
    CaseResult one = Sample.plain(Verdict.PASS).results().get(0);
    var told = new CaseResult(one.description(), Verdict.PASS, "", "", 34, List.of(entries));
    RunReport report = Sample.plain();
    var run =
        new RunReport(
            report.version(),
            report.started(),
            report.millis(),
            report.targetName(),
            report.address(),
            report.mode(),
            Rounds.of(List.of(List.of(told))));
    return HtmlCases.all(run).split("</dl>\n", 2)[1];
  }

  @Test
  void aTranscriptIsATableOfBothLegs() {
    var line = Octets.of("a\r\n<\r\n");
    assertEquals(
        "<details class=\"transcript\"><summary>Transcript: 2 entries in 34 ms</summary>\n"
            + "<table>\n<thead><tr><th scope=\"col\">ms<th scope=\"col\">client and target"
            + "<th scope=\"col\">target and backend</thead>\n"
            + "<tr><td>1.50<td><span class=\"from\">client</span> <em>TLS</em> "
            + "<code>a\\r\\n<br>&lt;\\r\\n</code><td>\n"
            + "<tr><td>2.00<td><td><span class=\"from\">backend</span>  <i>&lt;closed</i>\n"
            + "</table></details>\n</details>\n</section>\n",
        transcript(
            new Transcript.Entry(1500, Leg.CLIENT, From.CLIENT, true, line, ""),
            new Transcript.Entry(2000, Leg.BACKEND, From.BACKEND, false, Octets.NONE, "<closed")));
  }

  @ParameterizedTest
  @CsvSource({"400, false", "401, true"})
  void longOctetsAreFolded(int length, boolean folded) {
    var octets = Octets.of("x".repeat(length));
    String page = transcript(new Transcript.Entry(0, Leg.CLIENT, From.CLIENT, true, octets, ""));
    String all = "<code>" + "x".repeat(length) + "</code>";
    String fold =
        "<details class=\"long\"><summary><code>" + "x".repeat(60) + "</code> and more</summary>";
    assertTrue(page.contains("</em> " + (folded ? fold + all + "</details>" : all) + "<td>\n"));
  }

  @Test
  void theBarHasAShareForEachVerdictThatOccurred() throws IOException {
    assertEquals(
        "<span class=\"pass\" style=\"flex-grow:2\"></span>"
            + "<span class=\"warn\" style=\"flex-grow:1\"></span>",
        between(
            "aria-hidden=\"true\">",
            "</div>",
            Sample.plain(Verdict.PASS, Verdict.WARN, Verdict.PASS)));
  }

  @Test
  void theHeadTellsAddressTimeAndFigures() throws IOException {
    assertEquals(
        "192.0.2.7:110, proxy mode<br><time>2026-01-02T03:04:05Z</time>, 1.2 s, stlspec"
            + " 1.2.3<br><strong>1 cases: 1 PASS, 0 FAIL, 0 WARN, 0 SKIP, 0 INCONCLUSIVE, 0"
            + " ERROR</strong>",
        between("</h1>\n<p>", "</p>", Sample.plain(Verdict.PASS)));
  }

  private static String choice(String value, String label, long count) {
    return "<label class=\"%s\"><input type=\"checkbox\" name=\"verdict\" value=\"%s\"> %s <b>%d</b>"
            .formatted(value, value, label, count)
        + "</label>\n";
  }

  @Test
  void everyVerdictCanBeChosenAndWhatIsUntestedToo() throws IOException {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS));
    long untested =
        report.requirements().stream().filter(one -> one.untested().length() > 0).count();
    assertEquals(
        Arrays.stream(Verdict.values())
                .map(one -> choice(Html.lower(one), one.name(), report.count(one)))
                .collect(Collectors.joining())
            + choice("untested", "untested", untested),
        between("</legend>\n", "</fieldset>", report));
  }

  @Test
  void everyLevelCanBeChosen() throws IOException {
    assertEquals(
        Arrays.stream(Level.values()).map(one -> "<option>" + one).collect(Collectors.joining()),
        between("<option value=\"\">all", "</select>", Sample.plain(Verdict.PASS)));
  }

  @Test
  void theTotalsHaveARowForEachLevel() {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS, Verdict.FAIL));
    List<List<String>> rows = RequirementTotals.table(report);
    String html = HtmlRequirements.totals(report);
    assertTrue(html.startsWith("<thead><tr><th scope=\"col\">level<th scope=\"col\">PASS"), html);
    for (List<String> row : rows.subList(1, rows.size())) {
      String cells = row.stream().skip(1).map(one -> "<td>" + one).collect(Collectors.joining());
      assertTrue(html.contains("\n<tr><th scope=\"row\">" + row.get(0) + cells + "\n"), html);
    }
  }

  @Test
  void aRequirementLinksToItsCases() {
    RunReport report = Sample.report("sample", List.of(Verdict.PASS));
    var judged =
        report.requirements().stream()
            .filter(one -> one.verdict().isPresent())
            .findFirst()
            .orElseThrow();
    String id = report.results().get(0).description().id();
    String row = HtmlRequirements.all(report).split("id=\"" + judged.requirement().id(), 2)[1];
    assertTrue(row.startsWith("\" data-verdict=\"pass\" data-level=\""), row);
    assertTrue(
        row.split("\n", 2)[0].endsWith("<td><a href=\"#" + id + "\"><code>" + id + "</code></a> "),
        row);
  }

  @Test
  void theProfileIsARowForEachSoundAnswer() {
    assertEquals(
        "<tr class=\"row\" data-verdict=\"pass\" data-level=\"MUST\"><td>"
            + "<a href=\"#a.one\"><code>a.one</code></a><td>it is sound<td>seen\n",
        HtmlRequirements.profile(Sample.plain(Verdict.PASS, Verdict.FAIL)));
  }
}
