package org.stlspec.report;

import java.util.Optional;

/** The version of this build, from the manifest of the jar. */
public final class SuiteVersion {
  private SuiteVersion() {}

  /** As reports have it. */
  public static String text() {
    return Optional.ofNullable(SuiteVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
