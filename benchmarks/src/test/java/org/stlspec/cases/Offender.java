package org.stlspec.cases;

import org.stlspec.report.Reports;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Reports.class;
  }
}
