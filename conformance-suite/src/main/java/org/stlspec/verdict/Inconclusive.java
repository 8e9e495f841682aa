package org.stlspec.verdict;

/** Thrown where the target left the dialogue before the case came to its point. */
public final class Inconclusive extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param needed the step that the case could not do without
   * @param observed what the target did instead
   */
  public Inconclusive(String needed, String observed) {
    super("needed " + needed + ", observed " + observed);
  }
}
