package org.stlspec.compare.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.compare.result.Capacity;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.work.Figure;

/** All reports tell the same, and what was not measured is told as such. */
class ReportsTest {
  @TempDir private Path folder;

  private Report report;

  private static Competitor competitor(String name) {
    return Competitors.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @BeforeEach
  void twoRoundsOfTwo() {
    Competitor proxy = competitor("boringssl");
    Competitor peer = competitor("nginx");
    var results = new Results(List.of(proxy, peer), 2);
    results.add(Figure.BULK_1, proxy, 0, 0.5);
    results.add(Figure.BULK_1, proxy, 1, 0.75);
    results.add(Figure.BULK_1, peer, 0, 1);
    results.add(Figure.BULK_1, peer, 1, 1);
    results.add(Figure.STLS, proxy, 0, 3);
    report =
        new Report(
            Instant.EPOCH,
            Map.of("processor", "<fast & cheap>"),
            4,
            results,
            List.of("round 2, stls on boringssl: no session"),
            List.of("hitch is left out: install hitch"));
  }

  private String file(String name) throws IOException {
    Reports.write(report, folder);
    return Files.readString(folder.resolve("compare." + name));
  }

  @Test
  void theTerminalHasMediansRatiosGoalsAndRemarks() {
    String text = TextReport.of(report).replaceAll(" +", " ");
    assertTrue(text.contains("bulk, 1 connection, CPU s per GB 0.625 1.00"), text);
    assertTrue(text.contains("bulk, 1 connection 0.63 1.00"), text);
    assertTrue(text.contains("≤ 0.60 × 0.63 × missed"), text);
    assertTrue(text.contains("not measured"), text);
    assertTrue(text.contains("hitch is left out: install hitch"), text);
    assertTrue(text.contains("came to nothing: round 2, stls on boringssl: no session"), text);
  }

  @Test
  void jsonHasAll() throws IOException {
    JsonNode root = new ObjectMapper().readTree(file("json"));
    JsonNode proxy = root.at("/figures/bulk-1/targets/boringssl");
    assertEquals(0.625, proxy.get("median").asDouble());
    assertEquals(0.625, proxy.get("ratio").asDouble());
    assertEquals(2, proxy.get("values").size());
    assertTrue(root.at("/figures/stls/targets/boringssl/ratio").isNull());
    assertTrue(root.at("/figures/stls/targets/boringssl/values/1").isNull());
    assertEquals("missed", root.at("/goals/0/verdict").asText());
    assertEquals(1, root.get("troubles").size());
  }

  @Test
  void csvHasARowForEachValue() throws IOException {
    assertEquals(
        List.of(
            "figure,unit,target,round,value,ratio",
            "bulk-1,\"CPU s per GB\",boringssl,1,0.5,0.5",
            "bulk-1,\"CPU s per GB\",boringssl,2,0.75,0.75",
            "bulk-1,\"CPU s per GB\",nginx,1,1.0,1.0",
            "bulk-1,\"CPU s per GB\",nginx,2,1.0,1.0",
            "stls,\"CPU ms each\",boringssl,1,3.0,"),
        file("csv").lines().toList());
  }

  @Test
  void markdownHasTables() throws IOException {
    String text = file("md");
    assertTrue(text.contains("| bulk, 1 connection, CPU s per GB | 0.625 | 1.00 |"), text);
    assertTrue(text.contains("- hitch is left out"), text);
  }

  @Test
  void theChartIsSoundXml() throws Exception {
    String svg = file("svg");
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertTrue(svg.contains("0.63 ×"), svg);
  }

  @Test
  void thePageIsOneFileAndEscapesWhatIsNotItsOwn() throws IOException {
    String html = file("html");
    assertTrue(html.contains("&lt;fast &amp; cheap&gt;"), html);
    assertTrue(html.contains("<b class=\"missed\">missed</b>"), html);
    assertFalse(html.contains("<script"), html);
    assertFalse(html.matches("(?s).*(src|href)=.*"), html);
    assertFalse(html.matches("(?s).*@[a-z]+@.*"), html);
  }

  @Test
  void allTellWhatCanBeServed() throws IOException {
    String text = TextReport.of(report).replaceAll(" +", " ");
    assertTrue(text.contains("one core: sessions with STLS and login a second 333 –"), text);
    assertTrue(text.contains("4 cores: sessions with STLS and login a second 1,333 –"), text);
    assertTrue(text.contains(Capacity.ASSUMPTIONS), text);
    String row = "| one core: sessions with STLS and login a second | 333 | – |";
    assertTrue(file("md").contains(row), file("md"));
    assertTrue(file("html").contains("<td>1,333<td>–"), file("html"));
  }

  @Test
  void nothingIsServedWhereNothingWasMeasured() throws IOException {
    var none = new Results(report.results().competitors(), 1);
    none.add(Figure.ACCEPTED, none.competitors().get(0), 0, 300);
    report = new Report(Instant.EPOCH, Map.of(), 4, none, List.of(), List.of());
    for (String told : List.of(TextReport.of(report), file("md"), file("html"))) {
      assertFalse(told.contains("What it can serve"), told);
    }
  }

  @Test
  void aFolderThatCannotBeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    var thrown = assertThrows(IOException.class, () -> Reports.write(report, file));
    assertTrue(thrown.getMessage().startsWith("cannot write the report to " + file));
  }
}
