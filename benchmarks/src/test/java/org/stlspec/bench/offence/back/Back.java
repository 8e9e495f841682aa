package org.stlspec.bench.offence.back;

import org.stlspec.bench.offence.there.There;

/** The other half of a cycle of packages. */
public final class Back {
  private Back() {}

  public static Class<?> otherHalf() {
    return There.class;
  }
}
