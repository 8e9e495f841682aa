package org.stlspec.load;

import org.stlspec.proxy.Proxy;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Proxy.class;
  }
}
