package org.stlspec.wire;

import java.time.Duration;

/** A point in time to wait for, and how long the wait was meant to be. */
record Deadline(long nanos, Duration length) {
  static Deadline in(Duration length) {
    return new Deadline(System.nanoTime() + length.toNanos(), length);
  }

  boolean over() {
    return System.nanoTime() - nanos >= 0;
  }

  /** At least 1, since a socket takes 0 for ever. */
  int remainingMillis() {
    return (int) Math.max(1, (nanos - System.nanoTime()) / 1_000_000);
  }
}
