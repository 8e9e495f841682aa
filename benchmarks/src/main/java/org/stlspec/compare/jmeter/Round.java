package org.stlspec.compare.jmeter;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Both generators, one after the other. */
record Round(Measured ours, Measured theirs) {
  static String heading(Generator ours, Generator theirs) {
    return String.format("%-8s%-26s%-26s%s", "round", ours.label(), theirs.label(), "ratio");
  }

  double ratio() {
    return ours.perProcessorSecond() / theirs.perProcessorSecond();
  }

  String row(int number) {
    return row("" + number, cell(ours), cell(theirs), ratio());
  }

  static String medians(List<Round> rounds) {
    return row(
        "median",
        rounded(median(rounds, round -> round.ours.perProcessorSecond())),
        rounded(median(rounds, round -> round.theirs.perProcessorSecond())),
        median(rounds, Round::ratio));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Measured.median(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  private static String row(String name, String ours, String theirs, double ratio) {
    return String.format(Locale.ROOT, "%-8s%-26s%-26s%.2f", name, ours, theirs, ratio);
  }

  private static String cell(Measured measured) {
    double seconds = measured.processorTime().toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%s (%,d, %.2f)",
        rounded(measured.perProcessorSecond()),
        measured.sessions(),
        seconds);
  }

  private static String rounded(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }
}
