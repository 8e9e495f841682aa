package org.stlspec.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.stlspec.load.figures.ErrorClass;
import org.stlspec.load.figures.Figures;
import org.stlspec.load.figures.Phase;
import org.stlspec.load.figures.Second;
import org.stlspec.load.figures.Summary;

/**
 * The charts of a report.
 *
 * @param figures what they show
 */
record Charts(Figures figures) {
  private static final List<Double> SHARES =
      List.of(1.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.95, 99.99, 100.0);

  /** Percentiles of whole sessions, second by second. */
  String latency() {
    List<Series> series =
        List.of(
            times("p50", Summary::p50),
            times("p90", Summary::p90),
            times("p99", Summary::p99),
            times("max", Summary::max));
    return overTime(series, logarithmic(series)).drawn("Session time over time");
  }

  private Series times(String name, ToLongFunction<Summary> which) {
    return perSecond(
        name,
        name,
        second ->
            Optional.ofNullable(second.times().get(Phase.SESSION))
                .map(times -> (double) which.applyAsLong(times))
                .orElse(Double.NaN));
  }

  private Series perSecond(String name, String style, ToDoubleFunction<Second> value) {
    return new Series(name, style, figures.seconds().stream().map(value::applyAsDouble).toList());
  }

  private LineChart overTime(List<Series> series, Scale scale) {
    return new LineChart(series, scale, Written::tick, this::second);
  }

  private String second(int index) {
    Second second = figures.seconds().get(index);
    return second.rest() ? "end" : second.number() + " s";
  }

  private static Scale logarithmic(List<Series> series) {
    return Scale.logarithmic(values(series).min().orElse(1), values(series).max().orElse(1));
  }

  private static Scale linear(List<Series> series) {
    return Scale.linear(values(series).max().orElse(1));
  }

  private static DoubleStream values(List<Series> series) {
    return series.stream()
        .flatMap(one -> one.values().stream())
        .mapToDouble(Double::doubleValue)
        .filter(value -> !Double.isNaN(value));
  }

  /** Sessions that ended, and those under way. */
  String rate() {
    List<Series> series =
        List.of(
            perSecond("ended well", "p50", Second::sessions),
            perSecond("failed", "max", Second::failed),
            perSecond("under way", "p90", Second::open));
    return counted(series).drawn("Sessions over time");
  }

  private LineChart counted(List<Series> series) {
    return new LineChart(
        series, linear(series), value -> Written.count(Math.round(value)), this::second);
  }

  /** How many sessions are as fast as that. */
  String percentiles() {
    List<Series> series = new ArrayList<>();
    shares("session, from when it should have begun", "p50", Phase.SESSION, series);
    if (waited()) shares("from when it did", "p99", Phase.SERVICE, series);
    var chart =
        new LineChart(series, logarithmic(series), Written::tick, i -> percentile(SHARES.get(i)));
    return chart.drawn("Session time by percentile");
  }

  /** Users of a closed loop never wait, and two lines would be one. */
  private boolean waited() {
    return figures.summary(Phase.WAIT).map(wait -> wait.p99() > 1_000_000).orElse(false);
  }

  private static String percentile(double share) {
    return (share == Math.rint(share) ? Integer.toString((int) share) : Double.toString(share))
        + " %";
  }

  private void shares(String name, String style, Phase phase, List<Series> to) {
    Optional<Histogram> times = figures.times(phase);
    if (times.isEmpty()) return;
    List<Double> values =
        SHARES.stream().map(share -> (double) times.get().getValueAtPercentile(share)).toList();
    to.add(new Series(name, style, values));
  }

  /** Failures by class; nothing if there are none. */
  String failures() {
    List<Series> series = new ArrayList<>();
    for (ErrorClass error : ErrorClass.values()) {
      if (figures.failed(error) > 0) {
        series.add(
            perSecond(
                error.label(),
                "error" + series.size(),
                second -> second.errors().getOrDefault(error, 0L)));
      }
    }
    return series.isEmpty() ? "" : counted(series).drawn("Failures over time");
  }
}
