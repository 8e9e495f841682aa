package org.stlspec.report;

import java.util.List;
import org.stlspec.verdict.Verdict;
import org.stlspec.wire.Transcript;

/**
 * How a case ended in a run that was written down, perhaps by another stlspec.
 *
 * @param level of its first requirement, as it was then
 * @param observed what the target did; with SKIP the reason
 * @param expected what a sound target does; empty unless there was a finding
 * @param millis wall time
 */
public record SavedCase(
    String id,
    String title,
    String level,
    List<String> requirements,
    Verdict verdict,
    String observed,
    String expected,
    long millis,
    List<Transcript.Entry> transcript) {

  /** The first part of the id. */
  String topic() {
    return id.split("\\.", 2)[0];
  }

  /** Whether it says something against the target. */
  boolean finding() {
    return switch (verdict) {
      case PASS, SKIP -> false;
      case FAIL, WARN, INCONCLUSIVE, ERROR -> true;
    };
  }
}
