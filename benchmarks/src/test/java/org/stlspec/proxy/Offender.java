package org.stlspec.proxy;

import org.stlspec.qmail.FakeQmail;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return FakeQmail.class;
  }
}
