package org.stlspec.bench.offence.there;

import org.stlspec.bench.offence.back.Back;

/** One half of a cycle of packages. */
public final class There {
  private There() {}

  public static Class<?> otherHalf() {
    return Back.class;
  }
}
