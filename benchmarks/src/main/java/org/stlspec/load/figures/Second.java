package org.stlspec.load.figures;

import java.util.Map;

/**
 * One second of a run, or what was left of it in the end.
 *
 * @param number from 1, warm-up not counted
 * @param nanos how long it was
 * @param times only phases of which there were any
 * @param errors sessions that failed
 * @param octets of messages
 * @param open sessions under way at its end
 */
public record Second(
    int number,
    long nanos,
    Map<Phase, Summary> times,
    Map<ErrorClass, Long> errors,
    long octets,
    int open) {

  /** Whether it is what was left in the end: fewer sessions there mean nothing. */
  public boolean rest() {
    return nanos < 950_000_000;
  }

  /** Sessions that ended well. */
  public long sessions() {
    Summary whole = times.get(Phase.SESSION);
    return whole == null ? 0 : whole.count();
  }

  /** Sessions that failed. */
  public long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
