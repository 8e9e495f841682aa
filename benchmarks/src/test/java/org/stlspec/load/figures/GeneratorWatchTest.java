package org.stlspec.load.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the generator knows that it is itself too slow. */
class GeneratorWatchTest {

  @Test
  void anIdleLoopIsNone() {
    var generator = new Generator(List.of(0.1, 0.79), 9_000_000, 500_000_000, 1);
    assertFalse(generator.bottleneck());
  }

  @Test
  void aBusyLoopIsOne() {
    var loop = new LoopFigures();
    loop.runBy(Thread.currentThread());
    var watch = new GeneratorWatch(List.of(loop));
    long end = System.nanoTime() + 300_000_000;
    while (System.nanoTime() < end) Thread.onSpinWait();
    double busy = watch.seen().busy().get(0);
    assertTrue(busy > 0.05, "busy " + busy); // others may want the processor too
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
