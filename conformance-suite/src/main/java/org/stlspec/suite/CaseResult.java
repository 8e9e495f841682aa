package org.stlspec.suite;

import java.util.List;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Transcript;

/**
 * How one case ended.
 *
 * @param observed what the target did; with SKIP the reason, with ERROR the trouble
 * @param expected what a sound target does; empty unless there was a finding
 * @param millis wall time
 */
public record CaseResult(
    CaseDescription description,
    Verdict verdict,
    String observed,
    String expected,
    long millis,
    List<Transcript.Entry> transcript) {
  /** How the reason of a SKIP ends where a run with that option plays the case. */
  static final String RUN_WITH_SLOW = "run with --slow";

  /** Whether the case was left out only because the run was not to wait. */
  public boolean leftForSlow() {
    return leftForSlow(verdict, observed);
  }

  /** The same of a result that was written down. */
  public static boolean leftForSlow(Verdict verdict, String observed) {
    return verdict == Verdict.SKIP && observed.endsWith(RUN_WITH_SLOW);
  }
}
