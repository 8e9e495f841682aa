package org.stlspec.load.figures;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** All that a run has measured so far, of all event loops together. One thread uses it. */
public final class Figures {
  private final List<LoopFigures> loops;
  private final Map<Phase, Histogram> totals = new EnumMap<>(Phase.class);
  private final Map<String, ErrorCount> errors = new LinkedHashMap<>();
  private final List<Second> seconds = new ArrayList<>();
  private long octets;
  private long nanos;

  public Figures(List<LoopFigures> loops) {
    this.loops = loops;
  }

  /**
   * Takes over what the loops have seen since the last time.
   *
   * @param nanos since the measured time began
   */
  public Second collect(long nanos) {
    long passed = nanos - this.nanos;
    this.nanos = nanos;
    Map<Phase, Summary> times = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      Histogram merged = Times.histogram();
      loops.forEach(loop -> merged.add(loop.takeTimes(phase)));
      if (merged.getTotalCount() == 0) continue;
      totals.computeIfAbsent(phase, first -> Times.histogram()).add(merged);
      times.put(phase, Summary.of(merged));
    }
    long received = loops.stream().mapToLong(LoopFigures::takeOctets).sum();
    octets += received;
    int open = loops.stream().mapToInt(LoopFigures::open).sum();
    var second = new Second(seconds.size() + 1, passed, times, takeFailures(), received, open);
    seconds.add(second);
    return second;
  }

  private Map<ErrorClass, Long> takeFailures() {
    Map<ErrorClass, Long> taken = new EnumMap<>(ErrorClass.class);
    for (LoopFigures loop : loops) {
      Failure failure = loop.failures().poll();
      for (; failure != null; failure = loop.failures().poll()) {
        taken.merge(failure.error(), 1L, Long::sum);
        count(failure);
      }
    }
    return taken;
  }

  private void count(Failure failure) {
    String key = failure.error().label() + " " + failure.phase().label();
    var first = new ErrorCount(failure.error(), failure.phase(), 1, failure.text());
    errors.merge(key, first, (known, again) -> known.oneMore());
  }

  /** Times of a phase, if there were any. */
  public Optional<Histogram> times(Phase phase) {
    return Optional.ofNullable(totals.get(phase));
  }

  /** The same in short. */
  public Optional<Summary> summary(Phase phase) {
    return times(phase).map(Summary::of);
  }

  /** Full and resumed handshakes together. */
  public Optional<Histogram> handshakes() {
    Histogram both = Times.histogram();
    times(Phase.HANDSHAKE_FULL).ifPresent(both::add);
    times(Phase.HANDSHAKE_RESUMED).ifPresent(both::add);
    return both.getTotalCount() == 0 ? Optional.empty() : Optional.of(both);
  }

  /** Failures, in the order in which they were seen first. */
  public List<ErrorCount> errors() {
    return List.copyOf(errors.values());
  }

  /** Sessions that failed. */
  public long failed() {
    return errors.values().stream().mapToLong(ErrorCount::count).sum();
  }

  /** Sessions that failed in one way. */
  public long failed(ErrorClass error) {
    return errors.values().stream()
        .filter(count -> count.error() == error)
        .mapToLong(ErrorCount::count)
        .sum();
  }

  /** Sessions that ended well. */
  public long sessions() {
    return times(Phase.SESSION).map(Histogram::getTotalCount).orElse(0L);
  }

  /** Sessions that ended well, a second. */
  public double rate() {
    return nanos == 0 ? 0 : sessions() * 1e9 / nanos;
  }

  /** Octets of messages a second. */
  public double octetRate() {
    return nanos == 0 ? 0 : octets * 1e9 / nanos;
  }

  public long octets() {
    return octets;
  }

  /** How long was measured, in nanoseconds. */
  public long nanos() {
    return nanos;
  }

  public List<Second> seconds() {
    return seconds;
  }
}
