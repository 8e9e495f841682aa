package org.stlspec.verdict;

/** Thrown where the target did something unsound: ends the case with FAIL, or WARN for a SHOULD. */
public final class Finding extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String expected;
  private final String observed;

  /**
   * @param expected what a sound target does, in plain words
   * @param observed what this one did, octets included
   */
  public Finding(String expected, String observed) {
    super("expected " + expected + ", observed " + observed);
    this.expected = expected;
    this.observed = observed;
  }

  public String expected() {
    return expected;
  }

  public String observed() {
    return observed;
  }
}
