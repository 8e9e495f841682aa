package org.stlspec.compare.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Axes begin and end with round values, and values stand between. */
class AxisTest {

  private static List<String> ticks(double lowest, double highest) {
    return Axis.over(lowest, highest).ticks().stream().map(Written::tick).toList();
  }

  @Test
  void valuesOfOneOrderBeginAtNothing() {
    assertEquals(List.of("0", "5", "10", "15"), ticks(4, 13));
    assertEquals(List.of("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"), ticks(0.1, 0.6));
    assertEquals(0.5, new Axis(0, 12, false).position(6));
  }

  @Test
  void othersAreLogarithmic() {
    assertEquals(List.of("0.5", "1", "2", "5", "10", "20"), ticks(0.6, 12));
    assertEquals(List.of("1", "10", "100", "1,000"), ticks(1.5, 900));
    assertEquals(0.5, new Axis(1, 100, true).position(10), 1e-9);
  }

  @Test
  void nothingAtAllHasAnAxisToo() {
    assertFalse(Axis.over(0, 0).logarithmic());
    assertTrue(Axis.over(0, 0).high() > 0);
    assertFalse(Axis.over(0, 1000).logarithmic());
  }
}
