package org.stlspec.load.figures;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Looks at the event loops of the generator for as long as something is measured. */
public final class GeneratorWatch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<LoopFigures> loops;
  private final List<Long> cpuBefore;
  private final long begin = System.nanoTime();

  /** Begins to look. */
  public GeneratorWatch(List<LoopFigures> loops) {
    this.loops = loops;
    loops.forEach(LoopFigures::takeLag);
    cpuBefore = loops.stream().map(GeneratorWatch::cpu).toList();
  }

  private static long cpu(LoopFigures loop) {
    return THREADS.getThreadCpuTime(loop.thread());
  }

  /** What was seen since the beginning. */
  public Generator seen() {
    double wall = System.nanoTime() - begin;
    List<Long> nanos =
        IntStream.range(0, loops.size())
            .mapToObj(i -> Math.max(0, cpu(loops.get(i)) - cpuBefore.get(i)))
            .toList();
    Histogram lag = Times.histogram();
    loops.forEach(loop -> lag.add(loop.takeLag()));
    return new Generator(
        nanos.stream().map(one -> one / wall).toList(),
        lag.getValueAtPercentile(99),
        lag.getMaxValue(),
        nanos.stream().mapToLong(Long::longValue).sum() / 1e9);
  }
}
