package org.stlspec.compare;

import org.stlspec.suite.Case;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Case.class;
  }
}
