package org.stlspec.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.stlspec.standin.StandIn;
import org.stlspec.target.RunningTarget;
import org.stlspec.target.TargetTrouble;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Account;

/** What came of all cases against a server: results, or the trouble that ended the run. */
record Outcome(List<CaseResult> results, Optional<String> trouble) {

  static Outcome against(StandIn.Manners manners, Duration patience) {
    try (StandIn server = StandIn.with(manners)) {
      return against(server, patience);
    }
  }

  static Outcome against(StandIn server, Duration patience) {
    var target = new RunningTarget("hostile", server.address());
    var stage = new Stage(target, Optional.empty(), Optional.of(Account.ALICE), patience, false);
    try {
      var results = new Suite(stage).run(Catalogue.shipped().cases(), result -> {});
      return new Outcome(results, Optional.empty());
    } catch (TargetTrouble e) {
      return new Outcome(List.of(), Optional.of(e.getMessage()));
    }
  }

  List<String> failed() {
    return results.stream()
        .filter(result -> result.verdict() == Verdict.FAIL)
        .map(result -> result.description().id())
        .toList();
  }

  /** Every case was played, at least one failed, and the harness was never to blame. */
  void assertJudged() {
    assertEquals(Catalogue.shipped().cases().size(), results.size(), trouble::toString);
    for (CaseResult result : results) {
      String id = result.description().id();
      assertNotEquals(Verdict.ERROR, result.verdict(), () -> id + ": " + result.observed());
      assertTrue(result.observed().length() < 2000, () -> id + " says too much");
    }
    assertTrue(failed().size() > 0, "a server like that breaks a MUST");
  }

  void assertOneClearLine() {
    String line = trouble.orElseThrow();
    assertEquals(1, line.lines().count(), line);
    assertTrue(line.length() > 20 && line.length() < 700, line);
  }
}
