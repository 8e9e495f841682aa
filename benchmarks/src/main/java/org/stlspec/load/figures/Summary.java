package org.stlspec.load.figures;

import org.HdrHistogram.AbstractHistogram;

/**
 * Times in short, in nanoseconds.
 *
 * @param count how many there are; if none, all else is 0
 */
public record Summary(long count, double mean, long p50, long p90, long p99, long p999, long max) {

  static Summary of(AbstractHistogram times) {
    if (times.getTotalCount() == 0) return new Summary(0, 0, 0, 0, 0, 0, 0);
    return new Summary(
        times.getTotalCount(),
        times.getMean(),
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(90),
        times.getValueAtPercentile(99),
        times.getValueAtPercentile(99.9),
        times.getMaxValue());
  }
}
