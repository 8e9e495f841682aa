package org.stlspec.cli;

import org.stlspec.bench.CopyBenchmark;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return CopyBenchmark.class;
  }
}
