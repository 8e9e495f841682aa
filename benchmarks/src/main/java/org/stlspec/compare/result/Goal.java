package org.stlspec.compare.result;

import java.util.List;
import java.util.OptionalDouble;
import org.stlspec.compare.work.Figure;

/**
 * What the reference proxy is meant to reach.
 *
 * @param competitor that is judged
 * @param relative whether the bound is a multiple of the best C peer, or an absolute value
 */
public record Goal(Figure figure, String competitor, double bound, boolean relative) {
  private static final String FASTEST = "boringssl";
  private static final String PURE_JAVA = "jsse";

  /** All goals. */
  public static List<Goal> all() {
    return List.of(
        peers(Figure.BULK_1, FASTEST, 0.6),
        peers(Figure.BULK_16, FASTEST, 0.6),
        peers(Figure.FULL, FASTEST, 0.65),
        peers(Figure.RESUMED, FASTEST, 0.65),
        peers(Figure.TRIP_16, FASTEST, 0.8),
        peers(Figure.TRIP_256, FASTEST, 0.8),
        peers(Figure.TRIP_16_P99, FASTEST, 1.0),
        peers(Figure.RSS_5000, FASTEST, 1.0),
        new Goal(Figure.GREETED_STLS, FASTEST, 500, false),
        peers(Figure.BULK_1, PURE_JAVA, 1.0),
        peers(Figure.BULK_16, PURE_JAVA, 1.0),
        peers(Figure.FULL, PURE_JAVA, 1.5),
        peers(Figure.RESUMED, PURE_JAVA, 1.5));
  }

  private static Goal peers(Figure figure, String competitor, double bound) {
    return new Goal(figure, competitor, bound, true);
  }

  /** What was reached; empty if it was not measured. */
  public OptionalDouble reached(Results results) {
    return relative ? results.ratio(figure, competitor) : results.median(figure, competitor);
  }

  /** Whether that is good enough. */
  public boolean met(double reached) {
    return reached <= bound;
  }
}
