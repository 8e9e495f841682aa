package org.stlspec.verdict;

import java.util.Comparator;
import java.util.List;

/** The conclusion of one case. */
public enum Verdict {
  /** Sound; what was observed says which of the sound answers it was. */
  PASS,
  /** A MUST or a security requirement is broken. */
  FAIL,
  /** A SHOULD is not met. */
  WARN,
  /** Not applicable to this target, for a stated reason. */
  SKIP,
  /** The target left before the point of the case was reached. */
  INCONCLUSIVE,
  /** The harness's own trouble; never blamed on the target. */
  ERROR;

  private static final List<Verdict> ORDER = List.of(FAIL, ERROR, INCONCLUSIVE, WARN, PASS, SKIP);

  /** Puts first what says most against the target. */
  public static final Comparator<Verdict> WORST_FIRST = Comparator.comparing(ORDER::indexOf);
}
