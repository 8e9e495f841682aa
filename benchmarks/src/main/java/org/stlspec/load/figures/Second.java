package org.stlspec.load.figures;

import java.util.Map;

/**
 * One second of a run.
 *
 * @param number from 1, warm-up not counted
 * @param times only phases of which there were any
 * @param errors sessions that failed
 * @param octets of messages
 * @param open sessions under way at its end
 */
public record Second(
    int number, Map<Phase, Summary> times, Map<ErrorClass, Long> errors, long octets, int open) {

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
