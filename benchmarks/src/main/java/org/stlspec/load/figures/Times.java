package org.stlspec.load.figures;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** How times are kept: from a microsecond to an hour, to three digits. */
final class Times {
  private static final long LOWEST = 1_000;
  private static final long HIGHEST = 3_600_000_000_000L;
  private static final int DIGITS = 3;

  private Times() {}

  static Histogram histogram() {
    return new Histogram(LOWEST, HIGHEST, DIGITS);
  }

  static SingleWriterRecorder recorder() {
    return new SingleWriterRecorder(LOWEST, HIGHEST, DIGITS);
  }

  static long within(long nanos) {
    return Math.max(0, Math.min(nanos, HIGHEST));
  }
}
