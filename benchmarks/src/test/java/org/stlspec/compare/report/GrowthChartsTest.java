package org.stlspec.compare.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.compare.result.Report;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.work.Figure;
import org.stlspec.compare.work.Growth;
import org.stlspec.compare.work.Growth.Place;

/** How costs grow is shown where it was measured, and a report without it has no such part. */
class GrowthChartsTest {
  private static final List<Competitor> TWO = Competitors.all().subList(0, 2);
  private static final Competitor FIRST = TWO.get(0);
  private static final Competitor SECOND = TWO.get(1);

  @TempDir private Path folder;

  private final Results results = new Results(TWO, 1);

  private void connections() {
    List<Double> values = List.of(31.5, 12.25, 10.75, 14.5);
    for (int i = 0; i < values.size(); i++) {
      results.add(Growth.CONNECTIONS.get(i).figure(), FIRST, 0, values.get(i));
    }
  }

  private String picture() {
    return new GrowthCharts(results).picture();
  }

  private static long count(String text, String what) {
    return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
  }

  @Test
  void eachPlaceIsAFactorOf16FromTheLast() {
    for (List<Place> places : List.of(Growth.CONNECTIONS, Growth.MESSAGES)) {
      for (int i = 1; i < places.size(); i++) {
        assertEquals(16 * places.get(i - 1).at(), places.get(i).at());
      }
    }
  }

  @Test
  void theOrdinaryWorksAreNoGrowth() {
    results.add(Figure.TRIP_16, FIRST, 0, 12);
    results.add(Figure.TRIP_256, FIRST, 0, 11);
    assertEquals("", picture());
  }

  @Test
  void aTargetIsALineWithItsValuesBelow() {
    connections();
    results.add(Figure.TRIP_16, SECOND, 0, 24);
    String svg = picture();
    assertEquals(1, count(svg, "class=\"title\""), svg);
    for (String value : "31.5,12.3,10.8,14.5,24.0,–".split(",", -1)) {
      assertTrue(svg.contains(">" + value + "</text>"), value);
    }
    assertEquals(4, count(svg, "<circle class=\"line line0\""));
    assertEquals(1, count(svg, "<circle class=\"line line1\""));
  }

  @Test
  void messagesAreToldByTheGigabyte() {
    Growth.MESSAGES.forEach(place -> results.add(place.figure(), FIRST, 0, place.at() / 1e6));
    String svg = picture();
    assertTrue(svg.contains("CPU s per GB"), svg);
    assertEquals(Growth.MESSAGES.size(), count(svg, ">1.00</text>"), svg);
  }

  @Test
  void liveSessionsHaveALineForEachPercentile() {
    results.add(Figure.ALONE_P50, SECOND, 0, 200);
    results.add(Figure.LIVE_P50, SECOND, 0, 210);
    results.add(Figure.ALONE_P99, SECOND, 0, 400);
    results.add(Figure.LIVE_P99, SECOND, 0, 480);
    String svg = picture();
    assertTrue(svg.contains(">jsse p50</text>"), svg);
    assertTrue(svg.contains(">jsse p99</text>"), svg);
    assertFalse(svg.contains("boringssl"), svg);
    assertTrue(svg.contains(">with idle ones</text>"), svg);
  }

  @Test
  void whatWasNotMeasuredInterruptsALine() {
    List<Double> values = List.of(31.5, 12.25, 10.75, 14.5);
    for (int i = 0; i < values.size(); i++) {
      results.add(Growth.CONNECTIONS.get(i).figure(), FIRST, 0, values.get(i));
      if (i != 1) results.add(Growth.CONNECTIONS.get(i).figure(), SECOND, 0, values.get(i));
    }
    Pattern interrupted = Pattern.compile("line1\" d=\"M[^ML]+M[^ML]+L[^ML]+\"");
    assertTrue(interrupted.matcher(picture()).find(), picture());
  }

  @Test
  void aPictureIsInThePageAndAFileOfItsOwn() throws Exception {
    Path file = folder.resolve("scale.svg");
    write();
    assertFalse(Files.exists(file));
    assertFalse(page().contains("How costs grow"));
    connections();
    write();
    String svg = Files.readString(file);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertTrue(page().contains(svg));
  }

  private void write() throws IOException {
    Reports.write(new Report(Instant.EPOCH, Map.of(), 2, results, List.of(), List.of()), folder);
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("compare.html"));
  }
}
