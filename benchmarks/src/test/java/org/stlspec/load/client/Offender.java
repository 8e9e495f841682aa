package org.stlspec.load.client;

import org.stlspec.load.report.Reports;

/** Breaks the rules on purpose: the architecture test must find it. */
final class Offender {
  private Offender() {}

  static Class<?> mustNotKnow() {
    return Reports.class;
  }
}
