package org.stlspec.compare.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.Competitors;
import org.stlspec.compare.work.Figure;

/** Medians, and ratios to the best C peer of the same round. */
class ResultsTest {
  private static final List<Competitor> ALL = Competitors.all();

  private final Results results = new Results(ALL, 3);

  private void add(String name, double... values) {
    Competitor one = ALL.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    for (int round = 0; round < values.length; round++) {
      results.add(Figure.BULK_1, one, round, values[round]);
    }
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertEquals(OptionalDouble.of(2), Results.median(List.of(9.0, 1.0, 2.0)));
    assertEquals(OptionalDouble.of(1.5), Results.median(List.of(2.0, 1.0)));
    assertEquals(OptionalDouble.empty(), Results.median(List.of()));
  }

  @Test
  void theBestPeerIsThatOfTheRound() {
    add("boringssl", 1, 1, 1);
    add("nginx", 2, 5, 8);
    add("hitch", 3, 4, 4);
    assertEquals(OptionalDouble.of(1.0 / 2), results.ratio(Figure.BULK_1, "boringssl", 0));
    assertEquals(OptionalDouble.of(1.0 / 4), results.ratio(Figure.BULK_1, "boringssl"));
    assertEquals(OptionalDouble.of(1.25), results.ratio(Figure.BULK_1, "nginx"));
  }

  @Test
  void onlyTheFourPeersAreGoodForThat() {
    add("boringssl", 3);
    add("jsse", 1);
    add("nginx-mail", 2);
    assertEquals(OptionalDouble.empty(), results.ratio(Figure.BULK_1, "boringssl"));
    add("stunnel", 6);
    assertEquals(OptionalDouble.of(0.5), results.ratio(Figure.BULK_1, "boringssl"));
  }

  @Test
  void aRoundThatCameToNothingIsLeftOut() {
    add("boringssl", 1, 2);
    assertEquals(OptionalDouble.of(1.5), results.median(Figure.BULK_1, "boringssl"));
    assertEquals(OptionalDouble.empty(), results.value(Figure.BULK_1, "boringssl", 2));
  }

  @Test
  void aGoalIsMetMissedOrNotMeasured() {
    var goal = new Goal(Figure.BULK_1, "boringssl", 0.6, true);
    assertEquals("not measured", new Judgement(goal, goal.reached(results)).verdict());
    add("boringssl", 6);
    add("nginx", 10);
    assertEquals("met", new Judgement(goal, goal.reached(results)).verdict());
    var absolute = new Goal(Figure.BULK_1, "boringssl", 5, false);
    var missed = new Judgement(absolute, absolute.reached(results));
    assertTrue(missed.missed());
    assertEquals("missed", missed.verdict());
  }
}
