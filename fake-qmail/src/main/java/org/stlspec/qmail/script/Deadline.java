package org.stlspec.qmail.script;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The end of a wait. */
record Deadline(long nanos) {

  /** About a century: far enough for "for ever", near enough for arithmetic. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  static Deadline in(Duration limit) {
    Duration bounded = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /** Already passed: whoever waits takes what is there. */
  static Deadline now() {
    return in(Duration.ZERO);
  }

  static Deadline never() {
    return in(LONGEST);
  }

  long left() {
    return nanos - System.nanoTime();
  }

  boolean passed() {
    return left() <= 0;
  }

  /** Waits on a monitor the caller holds, until notified or until the end; may return early. */
  @SuppressWarnings("WaitNotInLoop") // The loop is the caller's: it knows what it waits for.
  void await(Object monitor) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(1, left()));
  }
}
