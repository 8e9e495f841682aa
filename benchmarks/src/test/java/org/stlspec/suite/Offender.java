package org.stlspec.suite;

import org.stlspec.report.RunReport;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return RunReport.class;
  }
}
