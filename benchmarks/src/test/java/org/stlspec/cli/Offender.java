package org.stlspec.cli;

import org.stlspec.bench.offence.there.There;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return There.class;
  }
}
