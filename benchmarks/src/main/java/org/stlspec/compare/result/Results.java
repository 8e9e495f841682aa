package org.stlspec.compare.result;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.work.Figure;

/** What was measured: for each figure and competitor a value a round. */
public final class Results {
  private final List<Competitor> competitors;
  private final int rounds;
  private final Map<Figure, Map<String, Double[]>> values = new EnumMap<>(Figure.class);

  /** None yet. */
  public Results(List<Competitor> competitors, int rounds) {
    this.competitors = List.copyOf(competitors);
    this.rounds = rounds;
  }

  /** Takes over one; rounds count from 0. */
  public void add(Figure figure, Competitor competitor, int round, double value) {
    values.computeIfAbsent(figure, first -> new LinkedHashMap<>())
            .computeIfAbsent(competitor.name(), first -> new Double[rounds])[round] =
        value;
  }

  public List<Competitor> competitors() {
    return competitors;
  }

  public int rounds() {
    return rounds;
  }

  /** Those that were measured at all, in order. */
  public List<Figure> figures() {
    return List.copyOf(values.keySet());
  }

  /** That of a round, from 0; empty if it was not measured, or in vain. */
  public OptionalDouble value(Figure figure, String competitor, int round) {
    Double[] all = values.getOrDefault(figure, Map.of()).get(competitor);
    return all == null || all[round] == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(all[round]);
  }

  /** The median of all rounds. */
  public OptionalDouble median(Figure figure, String competitor) {
    return median(
        IntStream.range(0, rounds)
            .mapToObj(round -> value(figure, competitor, round))
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList());
  }

  /** To the best C peer of the same round. */
  public OptionalDouble ratio(Figure figure, String competitor, int round) {
    OptionalDouble own = value(figure, competitor, round);
    OptionalDouble best = best(figure, round);
    return own.isPresent() && best.isPresent() && best.getAsDouble() > 0
        ? OptionalDouble.of(own.getAsDouble() / best.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble best(Figure figure, int round) {
    return competitors.stream()
        .filter(Competitor::peer)
        .flatMapToDouble(peer -> value(figure, peer.name(), round).stream())
        .min();
  }

  /** The median of the ratios of all rounds; empty without a peer. */
  public OptionalDouble ratio(Figure figure, String competitor) {
    return median(
        IntStream.range(0, rounds)
            .mapToObj(round -> ratio(figure, competitor, round))
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList());
  }

  static OptionalDouble median(List<Double> values) {
    if (values.isEmpty()) return OptionalDouble.empty();
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    int half = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }
}
