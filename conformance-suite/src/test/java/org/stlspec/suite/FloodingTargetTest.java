package org.stlspec.suite;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stlspec.standin.Nuisance;

@Tag("proof")
class FloodingTargetTest {
  @Test
  void aTargetThatNeverStopsToSendIsJudgedInBoundedTime() {
    Outcome.against(Nuisance.FLOODS, Duration.ofMillis(100)).assertJudged();
  }
}
