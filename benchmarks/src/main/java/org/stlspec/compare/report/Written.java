package org.stlspec.compare.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import org.stlspec.compare.result.Goal;

/** How figures are written, the same everywhere. */
final class Written {
  private Written() {}

  /** Three digits that matter; nothing where there is nothing. */
  static String value(OptionalDouble value) {
    return value.isEmpty() ? "–" : value(value.getAsDouble());
  }

  static String value(double value) {
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** As an axis has it: no digits that do not matter. */
  static String tick(double value) {
    var tick = BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, tick.scale()) + "f", tick);
  }

  /** Two decimals. */
  static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
  }

  static String bound(Goal goal) {
    return goal.relative()
        ? String.format(Locale.ROOT, "≤ %.2f ×", goal.bound())
        : "≤ " + value(goal.bound()) + " " + goal.figure().unit();
  }

  static String reached(Goal goal, OptionalDouble reached) {
    if (reached.isEmpty()) return "–";
    return goal.relative() ? ratio(reached) + " ×" : value(reached) + " " + goal.figure().unit();
  }
}
