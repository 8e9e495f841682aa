package org.stlspec.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stlspec.suite.CaseResult;
import org.stlspec.suite.Catalogue;
import org.stlspec.verdict.Verdict;

/** The suite fits not only the proxy that grew up with it. */
@Tag("proof")
class SoundProxyTest {
  @Test
  void everyCasePassesOnTheSoundProxy() throws Exception {
    var cases = Catalogue.shipped().cases();
    List<CaseResult> results = new Trial(Session::new, Trial.USUAL_PATIENCE, true).of(cases);
    assertEquals(
        List.of(),
        results.stream().filter(SoundProxyTest::blamed).map(SoundProxyTest::line).toList());
  }

  private static boolean blamed(CaseResult result) {
    return result.verdict() != Verdict.PASS;
  }

  static String line(CaseResult result) {
    return result.verdict() + " " + result.description().id() + ": " + result.observed();
  }
}
