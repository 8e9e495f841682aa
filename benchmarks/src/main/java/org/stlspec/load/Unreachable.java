package org.stlspec.load;

/** Not even one session can be had; the message is one line. */
public final class Unreachable extends Exception {
  /** With one line. */
  public Unreachable(String message) {
    super(message);
  }
}
