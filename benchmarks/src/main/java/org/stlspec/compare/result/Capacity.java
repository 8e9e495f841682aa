package org.stlspec.compare.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/**
 * What could be served, on paper: every value follows from medians of what was measured.
 *
 * @param cores of the machine that is to serve
 */
public record Capacity(Results results, int cores) {
  /** What has to hold for it. */
  public static final String ASSUMPTIONS =
      "Assumed: linear in cores, nothing else runs on them, kernel and NIC cost what the loopback"
          + " interface did, memory grows as it did up to 5,000 sessions; for NICs the octets of"
          + " messages count, without the headers of TLS, TCP and Ethernet.";

  private static final List<Integer> NICS = List.of(1, 10, 25);
  private static final double BITS = 8;

  private static final List<Rate> RATES =
      List.of(
          new Rate("messages to 16 connections, GB/s", Figure.BULK_16, 1),
          new Rate("the same in Gbit/s", Figure.BULK_16, BITS),
          new Rate("full handshakes a second", Figure.FULL, 1e3),
          new Rate("resumed handshakes a second", Figure.RESUMED, 1e3),
          new Rate("64-octet commands a second", Figure.TRIP_16, 1e6),
          new Rate("sessions with STLS and login a second", Figure.STLS, 1e3));

  /** So much is done by one core in a second, divided by the figure. */
  private record Rate(String title, Figure figure, double dividend) {}

  /**
   * One row.
   *
   * @param values one for each competitor, in order
   */
  public record Row(String title, List<OptionalDouble> values) {
    private boolean known() {
      return values.stream().anyMatch(OptionalDouble::isPresent);
    }
  }

  /** Those whose figures were measured. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    RATES.forEach(rate -> rows.add(rate(1, rate)));
    NICS.forEach(gigabits -> rows.addAll(nic(gigabits)));
    rows.add(row("memory of an idle TLS session, KB", one -> growth(one, mb -> mb * 1e3)));
    rows.add(row("idle TLS sessions in each GB of memory", one -> growth(one, mb -> 1e3 / mb)));
    if (cores > 1) RATES.forEach(rate -> rows.add(rate(cores, rate)));
    return rows.stream().filter(Row::known).toList();
  }

  private Row row(String title, Function<String, OptionalDouble> value) {
    return new Row(title, results.competitors().stream().map(Competitor::name).map(value).toList());
  }

  private Row rate(int cores, Rate rate) {
    String title = (cores == 1 ? "one core" : cores + " cores") + ": " + rate.title();
    return figured(title, rate.figure(), value -> cores * rate.dividend() / value);
  }

  private List<Row> nic(int gigabits) {
    String nic = "NIC of " + gigabits + " Gbit/s: ";
    DoubleUnaryOperator needed = value -> gigabits * value / BITS;
    return List.of(
        figured(
            nic + "share that one core fills, %",
            Figure.BULK_16,
            value -> Math.min(100, 100 / needed.applyAsDouble(value))),
        figured(nic + "cores that fill it", Figure.BULK_16, needed));
  }

  private Row figured(String title, Figure figure, DoubleUnaryOperator value) {
    return row(title, one -> positive(results.median(figure, one), value));
  }

  /** A load that was too short to cost anything tells nothing. */
  private static OptionalDouble positive(OptionalDouble found, DoubleUnaryOperator value) {
    return found.isPresent() && found.getAsDouble() > 0
        ? OptionalDouble.of(value.applyAsDouble(found.getAsDouble()))
        : OptionalDouble.empty();
  }

  /** From the straight line nearest to what was resident, in MB a session. */
  private OptionalDouble growth(String competitor, DoubleUnaryOperator value) {
    List<Figure> figures = List.of(Figure.RSS_0, Figure.RSS_1000, Figure.RSS_5000);
    List<Double> sessions = List.of(0.0, 1e3, 5e3);
    List<Double> resident =
        figures.stream()
            .flatMapToDouble(figure -> results.median(figure, competitor).stream())
            .boxed()
            .toList();
    if (resident.size() < figures.size()) return OptionalDouble.empty();
    return positive(OptionalDouble.of(slope(sessions, resident)), value);
  }

  private static double slope(List<Double> x, List<Double> y) {
    double middleX = x.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double middleY = y.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double up =
        IntStream.range(0, x.size())
            .mapToDouble(i -> (x.get(i) - middleX) * (y.get(i) - middleY))
            .sum();
    return up / x.stream().mapToDouble(one -> (one - middleX) * (one - middleX)).sum();
  }
}
