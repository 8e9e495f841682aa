package org.stlspec.cli;

/** Exit codes, part of the command-line contract. */
final class Exit {
  static final int AS_EXPECTED = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int TROUBLE = 3;
  static final int NOTHING_SELECTED = 4;

  private Exit() {}
}
