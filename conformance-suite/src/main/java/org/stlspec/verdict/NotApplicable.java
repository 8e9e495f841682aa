package org.stlspec.verdict;

/** Thrown where a case has no meaning for this target; the message is the reason a reader sees. */
public final class NotApplicable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotApplicable(String reason) {
    super(reason);
  }
}
