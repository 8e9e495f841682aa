package org.stlspec.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stlspec.compare.result.Results;
import org.stlspec.compare.target.Competitor;
import org.stlspec.compare.target.RunningCompetitor;
import org.stlspec.compare.target.Stage;
import org.stlspec.compare.work.Figure;
import org.stlspec.compare.work.Work;
import org.stlspec.load.Unreachable;

/** The course of it: every work in every round, and in it one competitor after the other. */
final class Comparison implements AutoCloseable {
  private final Stage stage;
  private final List<Competitor> competitors;
  private final List<Work> works;
  private final Consumer<String> progress;
  private final Map<Competitor, RunningCompetitor> running = new LinkedHashMap<>();
  private final List<String> troubles = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param progress hears what is done, in a line each
   */
  Comparison(
      Stage stage, List<Competitor> competitors, List<Work> works, Consumer<String> progress) {
    this.stage = stage;
    this.competitors = competitors;
    this.works = works;
    this.progress = progress;
  }

  /**
   * Starts all that run from the beginning to the end.
   *
   * @throws IOException with one line if one does not accept connections
   */
  void start() throws IOException {
    if (works.stream().noneMatch(Work::warm)) return;
    for (Competitor competitor : competitors) {
      RunningCompetitor started = stage.start(competitor);
      running.put(competitor, started);
      started.awaitAccepted();
    }
  }

  /**
   * Has them do what they will do, so that what is compiled while it runs is compiled. A program in
   * C has no need of it and does each work once.
   */
  void warmUp(int times) throws IOException, InterruptedException {
    for (int time = 0; time < times; time++) {
      for (Competitor competitor : competitors) {
        if (time > 0 && !competitor.reference()) continue;
        progress.accept("warm-up " + (time + 1) + "/" + times + ", " + competitor.name());
        for (Work work : works) {
          if (work.warm() && work.suits(competitor)) warmed(work, competitor);
        }
      }
    }
  }

  /** What fails now is not measured; if it fails again, that is said. */
  private void warmed(Work work, Competitor competitor) throws IOException, InterruptedException {
    try {
      work.measure(running.get(competitor));
    } catch (Unreachable e) {
      progress.accept(
          "warm-up, " + work.name() + " on " + competitor.name() + ": " + e.getMessage());
    }
  }

  /** Measures. */
  Results rounds(int count) throws IOException, InterruptedException {
    var results = new Results(competitors, count);
    for (int round = 0; round < count; round++) {
      for (Work work : works) {
        progress.accept("round " + (round + 1) + "/" + count + ", " + work.name());
        for (Competitor competitor : competitors) {
          if (!work.suits(competitor)) continue;
          int now = round;
          measured(work, competitor, "round " + (round + 1))
              .forEach((figure, value) -> results.add(figure, competitor, now, value));
        }
      }
    }
    return results;
  }

  private Map<Figure, Double> measured(Work work, Competitor competitor, String when)
      throws IOException, InterruptedException {
    try {
      if (work.warm()) return work.measure(running.get(competitor));
      try (RunningCompetitor fresh = stage.start(competitor)) {
        return work.measure(fresh);
      }
    } catch (Unreachable e) {
      String trouble =
          when + ", " + work.name() + " on " + competitor.name() + ": " + e.getMessage();
      troubles.add(trouble);
      progress.accept(trouble);
      return Map.of();
    }
  }

  /** Measurements that came to nothing, because a session failed. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() {
    running.values().forEach(RunningCompetitor::close);
  }
}
