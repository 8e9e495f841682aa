package org.stlspec.load.figures;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What one event loop has seen. The loop writes, one other thread reads. */
public final class LoopFigures {
  private final Map<Phase, SingleWriterRecorder> times = new EnumMap<>(Phase.class);
  private final Map<Phase, Histogram> read = new EnumMap<>(Phase.class);
  private final SingleWriterRecorder lag = Times.recorder();
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final LongAdder octets = new LongAdder();
  private volatile int open;
  private volatile long thread;

  public LoopFigures() {
    Arrays.stream(Phase.values()).forEach(phase -> times.put(phase, Times.recorder()));
  }

  /** A phase took so many nanoseconds. */
  public void took(Phase phase, long nanos) {
    times.get(phase).recordValue(Times.within(nanos));
  }

  /** A session failed. */
  public void failed(Failure failure) {
    failures.add(failure);
  }

  /** Octets of messages have arrived. */
  public void received(long more) {
    octets.add(more);
  }

  /** The loop came so many nanoseconds late to something. */
  public void late(long nanos) {
    lag.recordValue(Times.within(nanos));
  }

  /** So many sessions are under way. */
  public void open(int sessions) {
    open = sessions;
  }

  /** Who runs the loop. */
  public void runBy(Thread runner) {
    thread = runner.getId();
  }

  int open() {
    return open;
  }

  long thread() {
    return thread;
  }

  /** Times since the last call; good until the next one. */
  Histogram takeTimes(Phase phase) {
    Histogram taken = times.get(phase).getIntervalHistogram(read.get(phase));
    read.put(phase, taken);
    return taken;
  }

  Histogram takeLag() {
    return lag.getIntervalHistogram();
  }

  ConcurrentLinkedQueue<Failure> failures() {
    return failures;
  }

  long takeOctets() {
    return octets.sumThenReset();
  }
}
