package org.stlspec.load.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the generator itself fared: whether the figures are of the target or of the generator.
 *
 * @param busy for each event loop, its share of one processor, 0 to 1
 * @param lagP99 how late the loops came to what was due, in nanoseconds
 * @param lagMax likewise, at worst
 * @param cpuSeconds processor time of the event loops
 */
public record Generator(List<Double> busy, long lagP99, long lagMax, double cpuSeconds) {
  /** Above it requests wait in the generator for each other. */
  private static final double BUSY = 0.8;

  /** Above it the generator adds visibly to what it measures. */
  private static final long LATE = 10_000_000;

  /** Why the figures are those of the generator; empty if they are not. */
  public List<String> trouble() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < busy.size(); i++) {
      if (busy.get(i) > BUSY) {
        found.add(
            String.format(
                Locale.ROOT,
                "event loop %d of %d was busy %.0f %% of the time",
                i + 1,
                busy.size(),
                100 * busy.get(i)));
      }
    }
    if (lagP99 > LATE) {
      found.add(
          String.format(
              Locale.ROOT,
              "event loops came late to what was due, p99 %.1f ms: too little processor for them",
              lagP99 / 1e6));
    }
    return found;
  }

  /** Whether it was itself the bottleneck. */
  public boolean bottleneck() {
    return !trouble().isEmpty();
  }
}
