package org.stlspec.compare.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs cost what they and their children cost, and do not stay. */
class ProgramTest {
  @TempDir private Path folder;

  private static void await(Program program, String words) throws InterruptedException {
    for (int tries = 0; tries < 1000 && !program.lastWords().equals(words); tries++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertEquals(words, program.lastWords());
  }

  @Test
  void theTimeOfChildrenCounts() throws Exception {
    String burn = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
    var command = List.of("sh", "-c", "(" + burn + "); echo burnt; sleep 60");
    try (Program program = Program.start(command, folder)) {
      await(program, "burnt");
      assertTrue(program.cpuSeconds() > 0.02);
      assertTrue(program.memory().resident() > 100);
    }
  }

  @Test
  void whatItHasStartedEndsWithIt() throws Exception {
    ProcessHandle child;
    try (Program program = Program.start(List.of("sh", "-c", "sleep 60 & echo $!; wait"), folder)) {
      for (int tries = 0; tries < 1000 && program.lastWords().isEmpty(); tries++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      child = ProcessHandle.of(Long.parseLong(program.lastWords())).orElseThrow();
      assertTrue(child.isAlive());
    }
    child.onExit().get(10, TimeUnit.SECONDS);
    assertFalse(child.isAlive());
  }

  @Test
  void whoHasEndedCostsNoFurther() throws Exception {
    try (Program program = Program.start(List.of("echo", "gone"), folder)) {
      for (int tries = 0; tries < 1000 && program.running(); tries++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertFalse(program.running());
      assertThrows(IOException.class, program::cpuSeconds);
    }
  }
}
