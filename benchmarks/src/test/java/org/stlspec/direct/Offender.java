package org.stlspec.direct;

import org.stlspec.cli.Stlspec;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Stlspec.class;
  }
}
