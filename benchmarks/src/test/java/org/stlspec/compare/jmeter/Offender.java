package org.stlspec.compare.jmeter;

import org.stlspec.verdict.Verdict;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Verdict.class;
  }
}
