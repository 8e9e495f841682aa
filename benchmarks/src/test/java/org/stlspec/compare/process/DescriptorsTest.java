package org.stlspec.compare.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit that programs are started with. */
class DescriptorsTest {
  @TempDir private Path folder;

  @Test
  void theHardLimitIsTheSecondNumber() {
    String soft = "Max open files            1024                 ";
    assertEquals(20_000, Descriptors.hard(soft + "20000                files     "));
    assertEquals(Long.MAX_VALUE, Descriptors.hard(soft + "unlimited            files     "));
  }

  @Test
  void aShellSaysTheSame() throws Exception {
    Path said = folder.resolve("said");
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", "ulimit -H -n"))
            .redirectOutput(said.toFile())
            .start();
    shell.waitFor(20, TimeUnit.SECONDS);
    String limit = Files.readString(said).trim();
    if (limit.equals("unlimited")) assertEquals(Long.MAX_VALUE, Descriptors.limit());
    else assertEquals(Long.parseLong(limit), Descriptors.limit());
  }
}
