package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.target.Peer;
import org.stlspec.target.Peers;

/** However a run ends, nothing of the product that it started stays behind. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KilledPeerTest {
  private static final Pattern SCRATCH = Pattern.compile("(/\\S*/stlspec-\\d+)/keeper\\.sh");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "stunnel, TERM", "stunnel, INT", "stunnel, KILL",
    "dovecot, TERM", "dovecot, INT", "dovecot, KILL",
    "courier, TERM", "courier, INT", "courier, KILL"
  })
  void aProductEndsWithTheRun(String name, String signal) throws Exception {
    Peer peer = Peers.shipped().find(name);
    assumeTrue(peer.missing().isEmpty(), () -> name + " needs " + peer.missing().orElse(""));
    Process run = inTheMiddleOfACase(name);
    try {
      List<ProcessHandle> started = run.descendants().toList();
      Path scratch = scratch(started);
      assertTrue(
          started.stream().anyMatch(one -> words(one).contains(peer.manifest().programs().get(0))),
          () -> "the product among " + started.stream().map(KilledPeerTest::words).toList());
      String pid = String.valueOf(run.pid());
      assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
      assertTrue(run.waitFor(20, TimeUnit.SECONDS), "the run ends");
      await("the end of all that it started", () -> started.stream().allMatch(this::gone));
      await("the end of all that names its folder", () -> users(scratch).isEmpty());
      // Who is killed cannot clear up.
      assertEquals(signal.equals("KILL"), Files.exists(scratch));
    } finally {
      run.destroyForcibly();
    }
  }

  /** Its last case would go on for more than a minute. */
  private Process inTheMiddleOfACase(String peer) throws Exception {
    Path told = folder.resolve("told");
    String[] words = {
      "run", "--peer", peer, "--slow", "--case", "apop.*", "greeting.one-line", "handshake.limit"
    };
    Process run =
        new ProcessBuilder(Signals.heard(Jar.stlspec(words)))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    await("the first results", () -> read(told).contains("apop") || !run.isAlive());
    assertTrue(run.isAlive(), () -> read(told));
    return run;
  }

  private static Path scratch(List<ProcessHandle> started) {
    return started.stream()
        .flatMap(one -> SCRATCH.matcher(words(one)).results())
        .map(found -> Path.of(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static String words(ProcessHandle process) {
    return read(Path.of("/proc", String.valueOf(process.pid()), "cmdline")).replace('\0', ' ');
  }

  /** What has ended and waits to be buried has no words left. */
  private boolean gone(ProcessHandle process) {
    return words(process).isEmpty();
  }

  private static List<String> users(Path scratch) {
    return ProcessHandle.allProcesses()
        .map(KilledPeerTest::words)
        .filter(words -> words.contains(scratch.toString()))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertFalse(System.nanoTime() > deadline, what);
      Thread.sleep(20);
    }
  }
}
