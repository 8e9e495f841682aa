package org.stlspec.junit;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.stlspec.suite.CaseDescription;
import org.stlspec.suite.CaseResult;
import org.stlspec.verdict.Verdict;

/** One case and the proxy it is played against. */
public final class Trial {
  private final ConformanceRun run;
  private final CaseDescription one;
  private final BiConsumer<String, String> entries;

  Trial(ConformanceRun run, CaseDescription one, BiConsumer<String, String> entries) {
    this.run = run;
    this.one = one;
    this.entries = entries;
  }

  /**
   * Plays the case.
   *
   * @throws AssertionFailedError if it ends otherwise than expected
   * @throws TestAbortedException if it does not apply, or is known to fail
   */
  void judge() {
    CaseResult result = run.play(one);
    Optional<String> difference = run.difference(result);
    if (difference.isPresent()) {
      throw failure(difference.get(), result);
    }
    Optional<String> reason = run.reason(result);
    switch (result.verdict()) {
      case PASS -> {}
      case WARN -> entries.accept("WARN " + one.id(), reason.orElseGet(result::observed));
      case SKIP -> throw new TestAbortedException(result.observed());
      case FAIL, INCONCLUSIVE ->
          throw new TestAbortedException(
              "known " + result.verdict() + ": " + reason.orElseGet(result::observed));
      case ERROR -> throw failure(one.id() + ": trouble of the harness", result);
    }
  }

  private AssertionFailedError failure(String what, CaseResult result) {
    boolean finding = result.verdict() == Verdict.FAIL || result.verdict() == Verdict.WARN;
    return new AssertionFailedError(
        what + (finding ? ". To fix: " + one.fix() : ""), result.expected(), result.observed());
  }
}
