package org.stlspec.load.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands on an axis.
 *
 * @param low value at position 0
 * @param high value at position 1
 * @param logarithmic for times, which differ by orders of magnitude
 */
record Scale(double low, double high, boolean logarithmic) {

  /** From nothing to a round figure above the highest. */
  static Scale linear(double highest) {
    double step = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1))));
    double top = Math.max(1, Math.ceil(highest / step) * step);
    return new Scale(0, top, false);
  }

  /** From a power of ten below the lowest to one above the highest. */
  static Scale logarithmic(double lowest, double highest) {
    double bottom = Math.pow(10, Math.floor(Math.log10(Math.max(lowest, 1))));
    double top = Math.pow(10, Math.ceil(Math.log10(Math.max(highest, bottom * 10))));
    return new Scale(bottom, top, true);
  }

  /** From 0 to 1. */
  double position(double value) {
    double within = Math.max(low, Math.min(value, high));
    return logarithmic
        ? Math.log10(within / low) / Math.log10(high / low)
        : (within - low) / (high - low);
  }

  /** Values to draw a line at. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (double tick = low; tick <= high * 1.001; tick *= 10) ticks.add(tick);
    } else {
      for (int i = 0; i <= 4; i++) ticks.add(low + (high - low) * i / 4);
    }
    return ticks;
  }
}
