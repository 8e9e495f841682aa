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
    List<Transcript.Entry> transcript) {}
