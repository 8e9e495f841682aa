package org.stlspec.load.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the generator knows that it is itself too slow. */
class GeneratorWatchTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long BUSY_NANOS = 100_000_000;

  @Test
  void anIdleLoopIsNone() {
    var generator = new Generator(List.of(0.1, 0.79), 9_000_000, 500_000_000, 1);
    assertFalse(generator.bottleneck());
  }

  @Test
  void aBusyLoopIsOne() {
    var loop = new LoopFigures();
    loop.runBy(Thread.currentThread());
    long begin = System.nanoTime();
    var watch = new GeneratorWatch(List.of(loop));
    long idle = THREADS.getCurrentThreadCpuTime();
    while (THREADS.getCurrentThreadCpuTime() - idle < BUSY_NANOS) Thread.onSpinWait();
    double busy = watch.seen().busy().get(0);
    double least = BUSY_NANOS / (double) (System.nanoTime() - begin);
    assertTrue(busy >= least, () -> "busy " + busy + ", not " + least); // others want it too
    assertEquals(
        List.of("event loop 2 of 2 was busy 95 % of the time"),
        new Generator(List.of(0.1, 0.95), 0, 0, 1).trouble());
  }

  @Test
  void aLoopThatComesLateIsOne() {
    var loop = new LoopFigures();
    loop.runBy(Thread.currentThread());
    var watch = new GeneratorWatch(List.of(loop));
    for (int i = 0; i < 100; i++) loop.late(i < 98 ? 100_000 : 40_000_000);
    Generator seen = watch.seen();
    assertTrue(seen.bottleneck());
    assertTrue(seen.trouble().get(0).startsWith("event loops came late"), seen.toString());
  }
}
