package org.stlspec.proxy.privsep;

import java.time.Duration;

/**
 * How fast something may be done: so many at once, then so many a second. Whoever is too fast
 * waits.
 */
final class Pace {
  private final long step;
  private final long reserve;
  private long due;

  /**
   * Starts with all of its reserve.
   *
   * @param atOnce how many may follow each other without a pause
   * @param perSecond how many may be done in the long run
   */
  Pace(int atOnce, int perSecond, long now) {
    step = Duration.ofSeconds(1).toNanos() / perSecond;
    reserve = step * atOnce;
    due = now - reserve;
  }

  /** Nanoseconds to wait before the next one, which is counted. */
  long next(long now) {
    due = Math.max(due, now - reserve) + step;
    return Math.max(0, due - now);
  }
}
