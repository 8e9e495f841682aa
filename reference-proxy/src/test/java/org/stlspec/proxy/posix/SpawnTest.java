package org.stlspec.proxy.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SpawnTest {
  private static final Path SHELL = Path.of("/bin/sh");

  /** What a shell script writes to descriptor 1. */
  private static String output(String script, Map<Integer, Descriptor> more, String... environment)
      throws IOException {
    Pair pipe = Pair.ofPipe();
    var descriptors = new java.util.HashMap<>(more);
    descriptors.put(1, pipe.second());
    var octets = java.util.stream.Stream.of(environment).map(SpawnTest::octets).toList();
    Child child = new Spawn(SHELL, List.of("sh", "-c", script), octets, descriptors, false).start();
    pipe.second().close();
    String text = text(pipe.first());
    assertEquals(0, child.await().code());
    return text;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(Descriptor from) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var in = new FileInputStream("/proc/self/fd/" + from.number())) {
      from.close();
      in.transferTo(out);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static Child run(String script, boolean ownGroup) throws IOException {
    return new Spawn(SHELL, List.of("sh", "-c", script), List.of(), Map.of(), ownGroup).start();
  }

  @Test
  void theProgramHasTheDescriptorsItIsGivenAndNoOthers() throws IOException {
    Pair leak = Pair.ofSockets();
    leak.first().closeOnExec(false);
    String listed = "for f in /proc/$$/fd/*; do echo ${f##*/}; done";
    // The shell has the folder itself open while it lists it, on the lowest free number.
    assertEquals("0\n1\n2\n3\n", output(listed, Map.of()));
    assertEquals("0\n1\n2\n3\n7\n", output(listed, Map.of(7, leak.second())));
    leak.close();
  }

  @Test
  void noSourceIsOverwrittenBeforeItIsCopied() throws IOException {
    Pair one = Pair.ofPipe();
    Pair two = Pair.ofPipe();
    Map<Integer, Descriptor> crossed =
        Map.of(one.first().number(), two.first(), two.first().number(), one.first());
    String script =
        "readlink /proc/$$/fd/" + one.first().number() + " /proc/$$/fd/" + two.first().number();
    assertEquals(
        two.first().file().orElseThrow() + "\n" + one.first().file().orElseThrow() + "\n",
        output(script, crossed));
    one.close();
    two.close();
  }

  @Test
  void theEnvironmentIsTheGivenOneOctetForOctet() throws IOException {
    assertEquals("\u00e4\n", output("echo $A", Map.of(), "A=\u00e4"));
  }

  @Test
  void noSignalIsBlockedAndSigpipeKills() throws IOException {
    String status = output("exec grep -E 'SigBlk|SigIgn' /proc/self/status", Map.of());
    for (String line : status.lines().toList()) {
      long signals = Long.parseUnsignedLong(line.split(":\\s*", 2)[1], 16);
      long sigpipe = 1L << (Child.SIGPIPE - 1);
      assertEquals(0, line.startsWith("SigBlk") ? signals : signals & sigpipe, line);
    }
  }

  @Test
  void theEndIsTold() throws IOException {
    assertEquals(new Child.Ending(Optional.empty(), 7), run("exit 7", false).await());
    assertEquals(137, run("kill -9 $$", false).await().code());
    Child told = run("exit 0", false);
    told.await();
    assertThrows(IOException.class, told::await);
    assertThrows(IOException.class, told::ended);
  }

  @Test
  void aSignalReachesTheWholeGroup() throws IOException {
    Pair pipe = Pair.ofPipe();
    var words = List.of("sh", "-c", "sleep 600 & echo on; wait");
    Child child = new Spawn(SHELL, words, List.of(), Map.of(1, pipe.second()), true).start();
    pipe.second().close();
    assertEquals(Optional.empty(), child.ended());
    // Descriptor 1 of both has closed only when both are gone.
    try (var in = new FileInputStream("/proc/self/fd/" + pipe.first().number())) {
      assertEquals('o', in.read());
      child.signal(Child.SIGTERM);
      while (in.read() >= 0) {}
    }
    pipe.first().close();
    assertEquals(Optional.of(Child.SIGTERM), child.await().signal());
    child.signal(Child.SIGTERM);
  }

  @Test
  void aProgramThatCannotRunIsAnErrorWithItsReason() {
    var missing = new Spawn(Path.of("/no/such"), List.of("x"), List.of(), Map.of(), false);
    var e = assertThrows(ErrnoException.class, missing::start);
    assertEquals("cannot start /no/such: No such file or directory", e.getMessage());
    var folder = new Spawn(Path.of("/tmp"), List.of("x"), List.of(), Map.of(), false);
    assertThrows(ErrnoException.class, folder::start);
    var nul = new Spawn(SHELL, List.of("a\0b"), List.of(), Map.of(), false);
    assertThrows(IOException.class, nul::start);
    var closed = new Spawn(SHELL, List.of("a"), List.of(), Map.of(1, new Descriptor(9999)), false);
    e = assertThrows(ErrnoException.class, closed::start);
    assertTrue(e.getMessage().startsWith("duplicate descriptor 9999: "), e.getMessage());
  }

  @Test
  void theEndOfAProgramCanBeWatchedFor() throws IOException {
    Child child = run("exit 0", false);
    Descriptor watch = child.watch();
    assertTrue(watch.isOpen());
    watch.close();
    child.await();
  }
}
