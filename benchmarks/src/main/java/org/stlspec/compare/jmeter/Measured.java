package org.stlspec.compare.jmeter;

import java.time.Duration;
import java.util.List;

/**
 * What a generator did in a while.
 *
 * @param sessions that ended, as the target counts them
 * @param processorTime of the generator's process
 */
record Measured(long sessions, Duration processorTime) {
  private static final double NANOS = 1e9;

  double perProcessorSecond() {
    return sessions * NANOS / processorTime.toNanos();
  }

  Measured since(Measured earlier) {
    return new Measured(sessions - earlier.sessions, processorTime.minus(earlier.processorTime));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
