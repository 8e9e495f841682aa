package org.stlspec.load.figures;

import org.stlspec.load.maildrop.Digest;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Digest.class;
  }
}
