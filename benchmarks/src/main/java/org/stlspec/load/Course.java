package org.stlspec.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The course of a run: a ramp, warm-up, and then what is measured.
 *
 * @param users of a closed loop: each begins its next session when the last has ended; empty for an
 *     open loop
 * @param rate of an open loop: sessions a second, whatever becomes of them
 * @param mostOpen of an open loop: sessions at once, beyond which they wait; their time runs
 * @param ramp in which users come, or the rate grows, evenly
 * @param warmUp behind the ramp
 * @param duration of what is measured
 * @param count sessions that are measured, instead of a duration
 */
public record Course(
    OptionalInt users,
    double rate,
    int mostOpen,
    Duration ramp,
    Duration warmUp,
    Duration duration,
    OptionalLong count) {

  boolean open() {
    return users.isEmpty();
  }

  /** When measuring begins, in nanoseconds from the beginning of the run. */
  long measuredFrom() {
    return ramp.plus(warmUp).toNanos();
  }

  /** When no further session begins; empty if that is a matter of their count. */
  Optional<Long> until() {
    return count.isPresent() ? Optional.empty() : Optional.of(measuredFrom() + duration.toNanos());
  }

  /** When the session of that number, from 0, is to begin in an open loop. */
  long arrival(long number) {
    double ramped = ramp.toNanos() / 1e9;
    double inRamp = rate * ramped / 2; // the rate grows evenly from nothing
    double seconds =
        number < inRamp ? Math.sqrt(2 * number * ramped / rate) : ramped + (number - inRamp) / rate;
    return (long) (seconds * 1e9);
  }

  /** When that user, from 0, comes in a closed loop. */
  long arrivalOfUser(int user) {
    return ramp.toNanos() * user / Math.max(1, users.orElse(1));
  }
}
