package org.stlspec.target;

import org.stlspec.suite.Suite;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Suite.class;
  }
}
