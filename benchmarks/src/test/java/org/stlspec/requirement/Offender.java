package org.stlspec.requirement;

import org.stlspec.wire.Client;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Client.class;
  }
}
