package org.stlspec.compare.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from /proc. */
class ProcStatTest {
  private static String line(String name, int pid, int parent, int session) {
    return pid
        + " ("
        + name
        + ") S "
        + parent
        + " 7 "
        + session
        + " 0 -1 4194560 1 2 3 4 150 25 300 75 20 0 1 0 99 1000 10";
  }

  @Test
  void timesAreUserAndKernelModeAndThoseOfEndedChildren() {
    var stat = ProcStat.parse(line("nginx", 42, 41, 40));
    assertEquals(new ProcStat(42, 41, 40, 175, 375), stat);
    assertEquals(5.5, stat.cpuSeconds());
  }

  @Test
  void aNameMayLookLikeTheRest() {
    assertEquals(42, ProcStat.parse(line("a) S 1 (b", 42, 41, 40)).pid());
    assertEquals(41, ProcStat.parse(line("a) S 1 (b", 42, 41, 40)).parent());
  }

  @Test
  void aTreeHasAllThatDescendsFromItsRoot() {
    var all =
        List.of(
            new ProcStat(3, 2, 1, 0, 0),
            new ProcStat(2, 1, 1, 0, 0),
            new ProcStat(1, 0, 1, 0, 0),
            new ProcStat(9, 8, 8, 0, 0));
    var pids = ProcessTree.under(2, all).stream().map(ProcStat::pid).toList();
    assertEquals(List.of(2L, 3L), pids);
  }

  @Test
  void ofThisProcessThereIsSome() {
    var own = Path.of("/proc", Long.toString(ProcessHandle.current().pid()));
    assertTrue(ProcStat.read(own).orElseThrow().cpuSeconds() > 0);
    assertTrue(Memory.read(own).resident() > 1000);
    assertEquals(Memory.NONE, Memory.read(Path.of("/proc/none")));
  }

  @Test
  void memoryIsInMillionsOfOctets() {
    var memory = Memory.parse(List.of("00400000-7ff 0 [rollup]", "Rss:  2000 kB", "Pss: 1000 kB"));
    assertEquals(new Memory(2000, 1000), memory);
    assertEquals(2.048, memory.residentMb(), 1e-9);
    assertEquals(2.048, memory.plus(memory).proportionalMb(), 1e-9);
  }
}
