package org.stlspec.load.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Failure;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Generator;
import org.stlspec.load.figures.LoopFigures;
import org.stlspec.load.figures.Phase;

class ReportsTest {
  private static final long MILLISECOND = 1_000_000;

  @TempDir private Path folder;

  /** Two seconds, the first with ten sessions, the second with a failure alone. */
  private static LoadReport report() {
    var loop = new LoopFigures();
    var figures = new Figures(List.of(loop));
    for (int i = 1; i <= 10; i++) {
      loop.took(Phase.SESSION, i * MILLISECOND);
      loop.took(Phase.SERVICE, i * MILLISECOND);
      loop.took(Phase.RETR, MILLISECOND / 10);
      loop.received(1000);
    }
    figures.collect(1000 * MILLISECOND);
    loop.failed(new Failure(ErrorClass.ERR, Phase.LOGIN, "'-ERR <b>@verdict@'"));
    figures.collect(2000 * MILLISECOND);
    return new LoadReport(
        "1",
        Instant.EPOCH,
        "<target>",
        Map.of("mode", "stls"),
        figures,
        new Generator(List.of(0.5), MILLISECOND, MILLISECOND, 1),
        List.of("errors>0: it was 1"));
  }

  private String written(String file) throws Exception {
    Reports.write(report(), folder);
    return Files.readString(folder.resolve(file));
  }

  @Test
  void json() throws Exception {
    JsonNode root = new ObjectMapper().readTree(written("load.json"));
    assertEquals(10, root.at("/summary/sessions").asInt());
    assertEquals(1, root.at("/summary/failed").asInt());
    assertEquals(5.0, root.at("/summary/sessionsPerSecond").asDouble());
    assertEquals(5.0, root.at("/phases/session/p50").asDouble(), 0.01);
    assertEquals(10, root.at("/phases/retr/count").asInt());
    assertEquals("err", root.at("/errors/0/class").asText());
    assertEquals("login", root.at("/errors/0/phase").asText());
    assertEquals(1, root.at("/seconds/1/errors/err").asInt());
    assertEquals(10, root.at("/seconds/0/phases/session/count").asInt());
    assertFalse(root.at("/generator/bottleneck").asBoolean());
    assertEquals("errors>0: it was 1", root.at("/breaches/0").asText());
  }

  @Test
  void csv() throws Exception {
    List<String> rows = written("load.csv").lines().toList();
    assertEquals("second,what,count,mean_ms,p50_ms,p90_ms,p99_ms,p99.9_ms,max_ms", rows.get(0));
    assertEquals("1,retr,10,0.100,0.100,0.100,0.100,0.100,0.100", rows.get(1));
    assertEquals("2,error err,1,,,,,,", rows.get(rows.size() - 1));
    rows.forEach(row -> assertEquals(9, row.split(",", -1).length, row));
  }

  @Test
  void html() throws Exception {
    String page = written("load.html");
    assertTrue(page.contains("<h1>&lt;target&gt;</h1>"));
    assertTrue(page.contains("'-ERR &lt;b&gt;@verdict@'"), "what a target says is text");
    assertTrue(page.contains("<li>errors&gt;0: it was 1"));
    assertFalse(Pattern.compile("https?:|src=|@import|url\\(|<script|NaN").matcher(page).find());
    assertEquals(0, Pattern.compile("@(tiles|phases|rate)@").matcher(page).results().count());
    // One for each phase and its head, and four charts.
    assertEquals(4 + 4, Pattern.compile("<svg ").matcher(page).results().count());
  }

  /** A second without sessions is no second with those of its neighbours. */
  @Test
  void aGapIsAGap() {
    var series = new Series("p50", "p50", List.of(1.0, 2.0, Double.NaN, 3.0));
    var chart = new LineChart(List.of(series), Scale.linear(3), Double::toString, i -> "at " + i);
    String drawn = chart.drawn("gap");
    assertEquals(2, Pattern.compile("<polyline ").matcher(drawn).results().count());
    assertTrue(drawn.contains("<title>at 1: p50 2.0</title>"), drawn);
  }

  /** Where a time stands is where its axis says. */
  @Test
  void scale() {
    Scale scale = Scale.logarithmic(1_200, 80_000);
    assertEquals(List.of(1e3, 1e4, 1e5), scale.ticks());
    assertEquals(0.5, scale.position(1e4), 1e-9);
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0), Scale.linear(73).ticks());
  }

  @Test
  void units() {
    assertEquals("12.3 µs", Written.time(12_345));
    assertEquals("1.23 ms", Written.time(1_234_567));
    assertEquals("123 ms", Written.time(123_456_789));
    assertEquals("1.50 s", Written.time(1.5e9));
  }
}
