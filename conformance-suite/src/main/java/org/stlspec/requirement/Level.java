package org.stlspec.requirement;

/** How strongly a requirement binds (RFC 2119), SECURITY for what follows from attacks. */
public enum Level {
  MUST("MUST"),
  MUST_NOT("MUST NOT"),
  SECURITY("SECURITY"),
  SHOULD("SHOULD"),
  SHOULD_NOT("SHOULD NOT"),
  MAY("MAY"),
  INTERFACE("INTERFACE");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  static Level of(String text) {
    return valueOf(text.replace(' ', '_'));
  }

  /** True where breaking it is a FAIL; otherwise it is a WARN. */
  public boolean binding() {
    return switch (this) {
      case MUST, MUST_NOT, SECURITY, INTERFACE -> true;
      case SHOULD, SHOULD_NOT, MAY -> false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
