package org.stlspec.verdict;

import org.stlspec.requirement.Level;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Level.class;
  }
}
