package org.stlspec.cli;

/** The {@code stlspec} command. */
public final class Stlspec {
  private Stlspec() {}

  public static void main(String... args) {}
}
