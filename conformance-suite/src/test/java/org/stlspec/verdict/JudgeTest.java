package org.stlspec.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private final Judge judge = new Judge();

  @Test
  void observationsAreOneLineInTheOrderTheyCame() {
    assertEquals("", judge.observations());
    judge.observed("closed");
    assertEquals("closed", judge.observations());
    judge.observed("-ERR");
    assertEquals("closed; -ERR", judge.observations());
  }

  @Test
  void theFirstWarningStands() {
    assertEquals(Optional.empty(), judge.warning());
    judge.warn("an alert", "none");
    judge.warn("another", "neither");
    Finding warning = judge.warning().orElseThrow();
    assertEquals("an alert", warning.expected());
    assertEquals("none", warning.observed());
  }

  @Test
  void aFindingTellsBothSides() {
    var finding = assertThrows(Finding.class, () -> judge.fail("-ERR", "+OK"));
    assertEquals("-ERR", finding.expected());
    assertEquals("+OK", finding.observed());
    assertEquals("expected -ERR, observed +OK", finding.getMessage());
  }

  @Test
  void whatDoesNotApplyTellsWhy() {
    var skipped = assertThrows(NotApplicable.class, () -> judge.skip("no APOP"));
    assertEquals("no APOP", skipped.getMessage());
  }

  @Test
  void whatIsInconclusiveTellsWhatWasNeeded() {
    assertEquals("needed +OK, observed the end", new Inconclusive("+OK", "the end").getMessage());
  }
}
