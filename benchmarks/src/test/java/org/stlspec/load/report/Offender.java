package org.stlspec.load.report;

import org.stlspec.load.client.Mode;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Mode.class;
  }
}
