package org.stlspec.wire;

import org.stlspec.target.Target;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Target.class;
  }
}
