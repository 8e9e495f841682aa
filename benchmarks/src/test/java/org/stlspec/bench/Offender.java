package org.stlspec.bench;

import org.stlspec.load.StlspecLoad;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return StlspecLoad.class;
  }
}
