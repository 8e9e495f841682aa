package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.standin.Nobody;

/** The command as a program of its own: what a shell sees. */
class ProcessTest {
  @TempDir private Path folder;

  private Invocation run(String... arguments) throws Exception {
    var words = new ArrayList<>(Invocation.java());
    words.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends by itself");
      return new Invocation(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aRunAgainstTheEmbeddedProxyEndsByItselfWithCode0() throws Exception {
    Invocation told = run("--case", "stls.upgrade").ends(Exit.AS_EXPECTED);
    told.prints("2 PASS, 0 FAIL");
    told.assertNoStackTrace();
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    run("--bogus").ends(Exit.USAGE).says("--bogus");
    try (var nobody = new Nobody()) {
      run("--target", nobody.text()).ends(Exit.TROUBLE).says(nobody.text());
    }
    run("--case", "nothing.*").ends(Exit.NOTHING_SELECTED).says("no case matches");
  }

  @Test
  void helpGoesToStandardOutput() throws Exception {
    Invocation told = run("--help").ends(Exit.AS_EXPECTED).prints("Usage: stlspec");
    assertEquals("", told.err());
  }
}
