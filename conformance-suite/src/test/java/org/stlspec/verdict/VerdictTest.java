package org.stlspec.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void theWorstSaysMostAgainstTheTarget() {
    assertEquals(
        List.of(
            Verdict.FAIL,
            Verdict.ERROR,
            Verdict.INCONCLUSIVE,
            Verdict.WARN,
            Verdict.PASS,
            Verdict.SKIP),
        Arrays.stream(Verdict.values()).sorted(Verdict.WORST_FIRST).toList());
  }
}
