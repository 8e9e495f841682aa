package org.stlspec.direct;

/** A way to the maildrop. */
public enum Way {
  /** To the backend itself. */
  STRAIGHT("straight"),
  /** Through the target, without TLS. */
  CLEAR("in clear"),
  /** Through the target, behind STLS. */
  TLS("inside TLS");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
