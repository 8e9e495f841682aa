package org.stlspec.target;

/** The target could not be started or reached; the message is one line for the user. */
public final class TargetTrouble extends Exception {
  private static final long serialVersionUID = 1;

  public TargetTrouble(String message) {
    super(message);
  }
}
