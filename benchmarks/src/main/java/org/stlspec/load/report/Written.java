package org.stlspec.load.report;

import java.util.Locale;

/** How figures are written, the same everywhere. */
final class Written {
  private Written() {}

  /** Three digits that matter, in the unit that suits. */
  static String time(double nanos) {
    if (nanos < 1e3) return "0 µs";
    if (nanos < 1e6) return digits(nanos / 1e3) + " µs";
    return nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  static String time(long nanos) {
    return time((double) nanos);
  }

  /** A power of ten, as an axis has it. */
  static String tick(double nanos) {
    return time(nanos).replaceFirst("\\.0+ ", " ");
  }

  private static String digits(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }

  static String millis(long nanos) {
    return millis((double) nanos);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
  }

  static String megabytes(double octets) {
    return String.format(Locale.ROOT, "%.1f MB", octets / 1e6);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
