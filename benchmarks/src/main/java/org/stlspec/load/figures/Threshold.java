package org.stlspec.load.figures;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A bound that fails a run, such as {@code handshake.p99>50ms}, {@code errors.timeout>0}, {@code
 * errors.percent>0.1}, {@code sessions.rate<500}.
 */
public final class Threshold {
  private static final Pattern FORM =
      Pattern.compile("([a-z-]+)(?:\\.([a-z0-9.-]+))?(<=|>=|<|>)([0-9]+(?:\\.[0-9]+)?)(us|ms|s)?");
  private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,2}(?:\\.[0-9]{1,3})?)");

  /** Looks up what is bounded; empty if the run has none of it. */
  private interface Metric {
    OptionalDouble of(Figures figures);
  }

  private final String text;
  private final Metric metric;
  private final String comparison;
  private final double bound;
  private final boolean time;

  private Threshold(String text, Metric metric, String comparison, double bound, boolean time) {
    this.text = text;
    this.metric = metric;
    this.comparison = comparison;
    this.bound = bound;
    this.time = time;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line when it is not understood
   */
  public static Threshold parse(String text) {
    Matcher parts = FORM.matcher(text.replace(" ", ""));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected a threshold such as 'handshake.p99>50ms' or 'errors>0', got '" + text + "'");
    }
    String name = parts.group(1);
    String statistic = Optional.ofNullable(parts.group(2)).orElse("");
    boolean time = !name.equals("errors") && !name.equals("sessions");
    if (time != (parts.group(5) != null)) {
      throw new IllegalArgumentException(
          time
              ? "a time needs us, ms or s: '" + text + "'"
              : "not a time, so without " + parts.group(5) + ": '" + text + "'");
    }
    double bound = Double.parseDouble(parts.group(4)) * (time ? nanos(parts.group(5)) : 1);
    return new Threshold(text, metric(name, statistic), parts.group(3), bound, time);
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "us" -> 1e3;
      case "ms" -> 1e6;
      default -> 1e9;
    };
  }

  private static Metric metric(String name, String statistic) {
    return switch (name) {
      case "errors" -> errors(statistic);
      case "sessions" -> sessions(statistic);
      case "handshake" -> times(Figures::handshakes, statistic);
      default -> times(phase(name), statistic);
    };
  }

  private static Metric errors(String kind) {
    if (kind.isEmpty()) return figures -> OptionalDouble.of((double) figures.failed());
    if (kind.equals("percent")) {
      return figures -> OptionalDouble.of(percent(figures.failed(), figures.sessions()));
    }
    ErrorClass error =
        ErrorClass.labelled(kind)
            .orElseThrow(() -> new IllegalArgumentException("no class of errors: " + kind));
    return figures -> OptionalDouble.of((double) figures.failed(error));
  }

  private static double percent(long failed, long good) {
    return failed == 0 ? 0 : 100.0 * failed / (failed + good);
  }

  private static Metric sessions(String statistic) {
    return switch (statistic) {
      case "" -> figures -> OptionalDouble.of((double) figures.sessions());
      case "rate" -> figures -> OptionalDouble.of(figures.rate());
      default -> throw new IllegalArgumentException("sessions or sessions.rate, not " + statistic);
    };
  }

  /** Where the times are to be found. */
  private interface Source {
    Optional<Histogram> of(Figures figures);
  }

  private static Source phase(String name) {
    Phase phase =
        Phase.labelled(name)
            .orElseThrow(() -> new IllegalArgumentException("no phase of a session: " + name));
    return figures -> figures.times(phase);
  }

  private static Metric times(Source source, String statistic) {
    Matcher percentile = PERCENTILE.matcher(statistic);
    if (percentile.matches()) {
      double share = Double.parseDouble(percentile.group(1));
      return figures -> value(source.of(figures), times -> times.getValueAtPercentile(share));
    }
    return switch (statistic) {
      case "mean" -> figures -> value(source.of(figures), Histogram::getMean);
      case "max" -> figures -> value(source.of(figures), Histogram::getMaxValue);
      default ->
          throw new IllegalArgumentException(
              "a time is asked for as p50, p99, p99.9, mean or max, not '" + statistic + "'");
    };
  }

  private static OptionalDouble value(
      Optional<Histogram> times, ToDoubleFunction<Histogram> statistic) {
    return times
        .map(found -> OptionalDouble.of(statistic.applyAsDouble(found)))
        .orElse(OptionalDouble.empty());
  }

  /** What was found if the run fails by it. What was not measured fails too. */
  public Optional<String> breach(Figures figures) {
    OptionalDouble value = metric.of(figures);
    if (value.isEmpty()) return Optional.of(text + ": nothing of it was measured");
    if (!exceeds(value.getAsDouble())) return Optional.empty();
    return Optional.of(text + ": it was " + written(value.getAsDouble()));
  }

  private boolean exceeds(double value) {
    return switch (comparison) {
      case ">" -> value > bound;
      case ">=" -> value >= bound;
      case "<" -> value < bound;
      default -> value <= bound;
    };
  }

  private String written(double value) {
    if (time) return String.format(Locale.ROOT, "%.3f ms", value / 1e6);
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }

  @Override
  public String toString() {
    return text;
  }
}
