package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stlspec.standin.Polite;
import org.stlspec.standin.StandIn;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Verdict;

class RoundsTest {
  private static final AtomicInteger PLAYED = new AtomicInteger();

  /** One case that always passes and one that fails the second time. */
  static class FlakyCases {
    @Case(id = "flaky.steady", verifies = "POP3-BASE-01", fix = "None.")
    void steady() {}

    @Case(id = "flaky.second-time", verifies = "POP3-BASE-01", fix = "None.")
    void failsTheSecondTime() {
      if (PLAYED.incrementAndGet() == 2) {
        throw new Finding("sound", "unsound");
      }
    }
  }

  @Test
  void aCaseWhoseVerdictChangesIsUnstableAndItsWorstResultCounts() throws TargetTrouble {
    PLAYED.set(0);
    Rounds rounds = Rounds.of(List.of(round(), round(), round()));
    assertEquals(3, rounds.count());
    assertEquals(List.of("FAIL", "PASS"), verdicts(rounds));
    Unstable unstable = rounds.unstable().get(0);
    assertEquals(1, rounds.unstable().size());
    assertEquals("flaky.second-time", unstable.id());
    assertEquals(Map.of(Verdict.PASS, 2L, Verdict.FAIL, 1L), unstable.verdicts());
    assertEquals("2 PASS, 1 FAIL", unstable.figures());
    assertEquals("unsound", unstable.worst().observed());
    assertEquals(Optional.of(unstable), rounds.unstable("flaky.second-time"));
    assertEquals(Optional.empty(), rounds.unstable("flaky.steady"));
  }

  @Test
  void oneRoundIsStable() throws TargetTrouble {
    PLAYED.set(1);
    Rounds rounds = Rounds.of(List.of(round()));
    assertEquals(List.of("FAIL", "PASS"), verdicts(rounds));
    assertEquals(List.of(), rounds.unstable());
  }

  private static List<String> verdicts(Rounds rounds) {
    return rounds.results().stream().map(result -> result.verdict().name()).toList();
  }

  private static List<CaseResult> round() throws TargetTrouble {
    try (StandIn server = StandIn.with(new Polite())) {
      var target = new RunningTarget("polite", server.address());
      var stage =
          new Stage(target, Optional.empty(), Optional.empty(), Duration.ofSeconds(10), false);
      var cases = Catalogue.of(List.<Class<?>>of(FlakyCases.class)).cases();
      return new Suite(stage).run(cases, result -> {});
    }
  }
}
