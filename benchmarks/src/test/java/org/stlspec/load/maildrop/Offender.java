package org.stlspec.load.maildrop;

import org.stlspec.load.figures.Phase;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Phase.class;
  }
}
