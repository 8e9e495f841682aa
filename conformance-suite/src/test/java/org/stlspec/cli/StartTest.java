package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that the command starts. */
class StartTest {
  private static final String STLSPEC = String.join(" ", Invocation.java());

  @TempDir private Path folder;

  private Path note(String name) {
    return folder.resolve(name);
  }

  private String noted(String name) throws IOException {
    return Files.readString(note(name)).strip();
  }

  private static void assertGone(String pid) throws Exception {
    var process = ProcessHandle.of(Long.parseLong(pid));
    if (process.isPresent()) {
      // Killed it is; the system may take a moment to bury it.
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aProgramThatDoesNotExistIsExitCode3AndNamed() {
    Invocation.of("--start", "/no/such/program {listen}")
        .ends(Exit.TROUBLE)
        .says("cannot start '/no/such/program'");
  }

  @Test
  void aProgramThatEndsAtOnceIsExitCode3WithItsLastLine() {
    Invocation.of("--start", "sh -c 'echo first; echo the last line; echo; exit 7'")
        .ends(Exit.TROUBLE)
        .says("'sh' ended with exit code 7; it said: the last line");
    Invocation.of("--start", "true").ends(Exit.TROUBLE).says("'true' ended with exit code 0");
  }

  @Test
  void placeholdersAreFilledInAndTheScratchFolderIsRemoved() throws IOException {
    Path config = Files.writeString(note("template.conf"), "relay to {backend_port} with {cert}");
    String words =
        "sh -c 'cp {config} \""
            + note("config")
            + "\"; test -s {cert} && test -s {key};"
            + " echo $? {listen} {listen_port} {backend} {backend_port} {work} > \""
            + note("words")
            + "\"; exit 1'";
    Invocation.of("--start", words, "--config", config.toString()).ends(Exit.TROUBLE);
    String[] filled = noted("words").split(" ", -1);
    assertEquals("0", filled[0], "certificate and key are there");
    assertTrue(filled[1].endsWith(":" + filled[2]), filled[1]);
    assertTrue(filled[3].endsWith(":" + filled[4]), filled[3]);
    assertEquals("relay to " + filled[4] + " with " + filled[5] + "/cert.pem", noted("config"));
    assertFalse(Files.exists(Path.of(filled[5])), "the scratch folder");
  }

  @Test
  void aStartedProxyIsJudgedOnBothLegsAndGoneAfterwards() throws Exception {
    String command =
        "sh -c 'echo $$ > \""
            + note("parent")
            + "\"; echo {work} > \""
            + note("work")
            + "\";"
            + STLSPEC
            + " proxy --listen {listen} --listen-tls {listen_tls} --backend tcp:{backend}"
            + " --cert {cert} --key {key} &"
            + " echo $! > \""
            + note("child")
            + "\"; wait'";
    Invocation.of(
            "--start", command, "--case", "stls.upgrade", "stls.on-implicit-tls", "plaintext.*")
        .ends(Exit.AS_EXPECTED)
        .prints("proxy mode", " 0 FAIL, 0 WARN, 0 SKIP, 0 INCONCLUSIVE, 0 ERROR");
    assertGone(noted("parent"));
    assertGone(noted("child"));
    assertFalse(Files.exists(Path.of(noted("work"))), "the scratch folder");
  }

  @Test
  void aStartedServerIsJudgedFromTheClientLeg() {
    String command = STLSPEC + " backend --listen {listen}";
    Invocation.of(
            "--start",
            command,
            "--user",
            "alice",
            "--password",
            "wonderland",
            "--case",
            "sanity.*",
            "stls.after-login.in-clear",
            "transparency.*")
        .ends(Exit.AS_EXPECTED)
        .prints("server mode", "2 PASS, 0 FAIL", "the backend leg is not ours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void aTargetOfAnInterruptedRunEndsWithIt(String signal) throws Exception {
    String command =
        "sh -c 'echo $$ > \""
            + note("target")
            + "\"; sleep 600 & echo $! > \""
            + note("child")
            + "\"; echo {work} > \""
            + note("work")
            + "\"; wait'";
    var words = new ArrayList<>(Invocation.java());
    words.addAll(List.of("--start", command));
    Process run =
        new ProcessBuilder(words)
            .redirectOutput(note("out").toFile())
            .redirectError(note("err").toFile())
            .start();
    try {
      awaitLine(note("work"));
      new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid())).start().waitFor();
      assertTrue(run.waitFor(20, TimeUnit.SECONDS));
      assertGone(noted("target"));
      assertGone(noted("child"));
      // Who is killed cannot clear up; the target is gone all the same.
      assertEquals(signal.equals("KILL"), Files.exists(Path.of(noted("work"))));
    } finally {
      run.destroyForcibly();
    }
  }

  private static void awaitLine(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
      assertTrue(System.nanoTime() < deadline, "nothing written to " + file);
      Thread.sleep(10);
    }
  }
}
