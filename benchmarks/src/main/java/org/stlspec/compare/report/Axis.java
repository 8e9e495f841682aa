package org.stlspec.compare.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where a value stands between the foot of a chart and its top.
 *
 * @param low value at the foot
 * @param high value at the top
 * @param logarithmic if values differ by more than an order of magnitude
 */
record Axis(double low, double high, boolean logarithmic) {
  private static final double ORDER_OF_MAGNITUDE = 10;
  private static final int MOST_STEPS = 6;
  private static final int MOST_TICKS = 8;
  private static final double NEXT = 1 + 1e-9;

  /** One that has room for all values between these. */
  static Axis over(double lowest, double highest) {
    if (lowest > 0 && highest > ORDER_OF_MAGNITUDE * lowest) {
      return new Axis(roundAtMost(lowest), roundAtLeast(highest), true);
    }
    double top = highest > 0 ? highest : 1;
    double step = step(top);
    return new Axis(0, step * Math.ceil(top / step / NEXT), false);
  }

  private static double step(double high) {
    return roundAtLeast(high / MOST_STEPS);
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double roundAtLeast(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return DoubleStream.of(1, 2, 5, 10)
        .map(factor -> factor * power)
        .filter(round -> round * NEXT >= value)
        .findFirst()
        .orElseThrow();
  }

  private static double roundAtMost(double value) {
    double above = roundAtLeast(value);
    return above <= value * NEXT ? above : 1 / roundAtLeast(1 / value);
  }

  /** From 0 at the foot to 1 at the top. */
  double position(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Round values to draw a line at. */
  List<Double> ticks() {
    return logarithmic ? powers() : steps();
  }

  private List<Double> steps() {
    double step = step(high);
    return IntStream.rangeClosed(0, (int) Math.round(high / step)).mapToObj(i -> i * step).toList();
  }

  private List<Double> powers() {
    List<Double> all =
        DoubleStream.iterate(low, tick -> tick <= high * NEXT, tick -> roundAtLeast(tick * 1.5))
            .boxed()
            .toList();
    if (all.size() <= MOST_TICKS) return all;
    return all.stream().filter(Axis::powerOfTen).toList();
  }

  private static boolean powerOfTen(double tick) {
    double exponent = Math.log10(tick);
    return Math.abs(exponent - Math.rint(exponent)) < 1e-6;
  }
}
