package org.stlspec.compare.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.work.Figure;

/** What can be served follows from what was measured, and from nothing else. */
class CapacityTest {
  private static final List<Competitor> TWO = Competitors.all().subList(0, 2);
  private static final Competitor FIRST = TWO.get(0);

  private final Results results = new Results(TWO, 3);

  private void add(Figure figure, double... values) {
    for (int round = 0; round < values.length; round++) {
      results.add(figure, FIRST, round, values[round]);
    }
  }

  private List<String> titles() {
    return new Capacity(results, 4).rows().stream().map(Capacity.Row::title).toList();
  }

  private double value(String title) {
    Capacity.Row row =
        new Capacity(results, 4)
            .rows().stream().filter(one -> one.title().equals(title)).findFirst().orElseThrow();
    assertEquals(List.of(OptionalDouble.empty()), row.values().subList(1, TWO.size()));
    return row.values().get(0).getAsDouble();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BULK_16 | 0.5 | messages to 16 connections, GB/s | 2",
        "BULK_16 | 0.5 | the same in Gbit/s | 16",
        "FULL | 0.25 | full handshakes a second | 4000",
        "RESUMED | 0.2 | resumed handshakes a second | 5000",
        "TRIP_16 | 10 | 64-octet commands a second | 100000",
        "STLS | 0.4 | sessions with STLS and login a second | 2500",
      })
  void aMachineDoesWhatItsCoresDo(Figure figure, double measured, String title, double rate) {
    add(figure, measured, 10 * measured, measured);
    assertEquals(rate, value("one core: " + title), 1e-9);
    assertEquals(4 * rate, value("4 cores: " + title), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"1,100,0.0625", "10,100,0.625", "25,64,1.5625"})
  void aNicIsFilledByCores(int gigabits, double percent, double cores) {
    add(Figure.BULK_16, 0.5);
    String nic = "NIC of " + gigabits + " Gbit/s: ";
    assertEquals(percent, value(nic + "share that one core fills, %"), 1e-9);
    assertEquals(cores, value(nic + "cores that fill it"), 1e-9);
  }

  @Test
  void aSessionTakesWhatMemoryGrowsBy() {
    add(Figure.RSS_0, 70);
    add(Figure.RSS_1000, 90);
    add(Figure.RSS_5000, 170);
    assertEquals(20, value("memory of an idle TLS session, KB"), 1e-9);
    assertEquals(50_000, value("idle TLS sessions in each GB of memory"), 1e-6);
  }

  @Test
  void theNearestLineCounts() {
    add(Figure.RSS_0, 0);
    add(Figure.RSS_1000, 3);
    add(Figure.RSS_5000, 6);
    assertEquals(15.0 / 14, value("memory of an idle TLS session, KB"), 1e-9);
  }

  @Test
  void whatWasNotMeasuredHasNoRow() {
    assertEquals(List.of(), titles());
    add(Figure.RSS_0, 70);
    add(Figure.RSS_1000, 90);
    assertEquals(List.of(), titles());
    add(Figure.RSS_5000, 60);
    assertEquals(List.of(), titles(), "memory that does not grow has no bound");
    add(Figure.TRIP_16, 0);
    assertEquals(List.of(), titles(), "too short to cost anything");
    add(Figure.FULL, 1);
    assertEquals(
        List.of("one core: full handshakes a second", "4 cores: full handshakes a second"),
        titles());
  }

  @Test
  void oneCoreIsToldOnce() {
    add(Figure.FULL, 1);
    assertEquals(1, new Capacity(results, 1).rows().size());
    assertTrue(new Capacity(results, 1).rows().get(0).title().startsWith("one core: "));
  }
}
