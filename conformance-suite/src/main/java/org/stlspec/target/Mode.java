package org.stlspec.target;

/** How much of the target the suite can see. */
public enum Mode {
  /** Both legs: the suite's own backend sits behind it. */
  PROXY,
  /** The client leg alone. */
  SERVER;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
