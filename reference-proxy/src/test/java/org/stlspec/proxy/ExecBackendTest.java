package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.backend.BackendAddress;

/** One program a session, and nothing of it is left behind. */
@EnabledOnOs(OS.LINUX)
class ExecBackendTest {
  private static final String UNAVAILABLE = "-ERR [SYS/TEMP] mail server is not available\r\n";
  private static final String LISTS_ITSELF =
      "for f in /proc/$$/fd/*; do echo fd ${f##*/} >&2; done;"
          + " readlink /proc/$$/fd/0 /proc/$$/fd/2 >&2; ";

  /** What this process has open, and what it has started. */
  private static List<Long> inventory() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"));
        var children = ProcessHandle.current().children()) {
      return List.of(open.count(), children.count());
    }
  }

  private static void comesBackTo(List<Long> before) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<Long> now = inventory();
    while (exceeds(now, before) && System.nanoTime() < end) {
      Thread.sleep(10);
      now = inventory();
    }
    assertFalse(exceeds(now, before), now + " where there were " + before);
  }

  /** Less is no leak: something that was just ending may have been counted before. */
  private static boolean exceeds(List<Long> now, List<Long> before) {
    return IntStream.range(0, now.size()).anyMatch(i -> now.get(i) > before.get(i));
  }

  private static void session(Shell shell) throws IOException {
    try (var client = shell.client()) {
      client.expect(Shell.GREETING).stls().send("USER a\r\nPASS b\r\n");
      client.expect("+OK USER\r\n+OK in\r\n").send("relayed").expect("relayed");
    }
  }

  @Test
  void theProgramHasTheConnectionOn0And1AndTheLogOn2AndNothingElse() throws Exception {
    try (var shell = new Shell(LISTS_ITSELF + Shell.POP3);
        var client = shell.client()) {
      client.expect(Shell.GREETING).send("QUIT\r\n").expect("+OK bye\r\n").eof();
      shell.logged("exit=\"3\"");
      // 3 is the shell's own, to list the folder.
      for (int number = 0; number <= 3; number++) shell.logged("stderr=\"fd " + number + "\"");
      shell.logged("stderr=\"socket:[");
      shell.logged("stderr=\"pipe:[");
      assertFalse(shell.loggedSoFar().stream().anyMatch(line -> line.contains("stderr=")));
    }
  }

  @Test
  void theEnvironmentTellsOfThisConnectionAndNoOther() throws Exception {
    var address =
        new BackendAddress.Exec(List.of("sh", "-c", "env >&2; " + Shell.POP3)).localHost("mail");
    try (var shell = new Shell(address, settings -> settings);
        var client = shell.client()) {
      client.expect(Shell.GREETING).send("QUIT\r\n").expect("+OK bye\r\n").eof();
      var found = new ArrayList<String>();
      shell.logged("exit=");
      for (String line : shell.loggedSoFar()) {
        found.add(line.replaceFirst(".*stderr=\"", "").replaceFirst("\"$", ""));
      }
      var own = found.stream().filter(v -> v.startsWith("TCP") || v.startsWith("PROTO")).toList();
      assertEquals(
          List.of(
              "PROTO=TCP",
              "TCPLOCALHOST=mail",
              "TCPLOCALIP=127.0.0.1",
              "TCPLOCALPORT=" + client.raw().getPort(),
              "TCPREMOTEIP=127.0.0.1",
              "TCPREMOTEPORT=" + client.raw().getLocalPort()),
          own.stream().sorted().toList());
      assertTrue(found.stream().anyMatch(v -> v.startsWith("PATH=")));
    }
  }

  @Test
  void whatTheProgramSaysAndHowItEndsIsLogged() throws Exception {
    String said = "printf 'one\\n\\033[1mtwo\\n' >&2; head -c 9000 /dev/zero >&2; ";
    try (var shell = new Shell(said + "echo >&2; kill -9 $$");
        var client = shell.client()) {
      client.expect(UNAVAILABLE).eof();
      assertTrue(shell.logged("stderr=\"one\"").startsWith("connection=1 pid="));
      shell.logged("stderr=\"\\x1b[1mtwo\"");
      assertTrue(shell.logged("stderr=\"\\x00\\x00").length() < 250);
      shell.logged("signal=\"9\"");
    }
  }

  @Test
  void manySessionsInARowLeaveNothingBehind() throws Exception {
    try (var shell = new Shell(Shell.POP3)) {
      session(shell);
      comesBackToWithoutChildren();
      List<Long> before = inventory();
      for (int i = 0; i < 200; i++) session(shell);
      comesBackTo(before);
    }
  }

  private static void comesBackToWithoutChildren() throws Exception {
    while (inventory().get(1) > 0) Thread.sleep(10);
  }

  @Test
  void manySessionsAtOnceLeaveNothingBehind() throws Exception {
    try (var shell = new Shell(Shell.POP3)) {
      // What is opened once and kept, by the JVM too, is open after this.
      atOnce(shell);
      comesBackToWithoutChildren();
      List<Long> before = inventory();
      atOnce(shell);
      comesBackTo(before);
    }
  }

  private static void atOnce(Shell shell) throws Exception {
    var threads = Executors.newFixedThreadPool(50);
    Callable<Boolean> one =
        () -> {
          session(shell);
          return true;
        };
    for (var done : threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> one).toList())) {
      assertTrue(done.get());
    }
    threads.shutdown();
  }

  @Test
  void aProgramThatDiesEndsTheSessionInEveryPhase() throws Exception {
    String dies = "read -r c; kill -9 $$";
    try (var shell = new Shell("kill -9 $$");
        var client = shell.client()) {
      client.expect(UNAVAILABLE).eof();
    }
    try (var shell = new Shell("printf '+OK <1.2@shell>\\r\\n';" + dies);
        var client = shell.client()) {
      client.expect(Shell.GREETING).send("NOOP\r\n").eof();
    }
    try (var shell = new Shell("printf '+OK <1.2@shell>\\r\\n';" + dies);
        var client = shell.client()) {
      client.expect(Shell.GREETING).stls().send("NOOP\r\n").eof();
    }
    String relays = "printf '+OK <1.2@shell>\\r\\n'; read -r c; printf '+OK in\\r\\n';" + dies;
    try (var shell = new Shell(relays);
        var client = shell.client()) {
      client.expect(Shell.GREETING).stls().send("PASS x\r\n").expect("+OK in\r\n");
      client.send("x\r\n").eof();
    }
  }

  @Test
  void aSessionWithSomethingLearntInTheClearGetsASecondProgram() throws Exception {
    try (var shell =
            new Shell(
                "printf '+OK <1.2@shell>\\r\\n'; read -r c; echo \"$c\" >&2; "
                    + "printf '+OK once\\r\\n'; cat >/dev/null");
        var client = shell.client()) {
      client.expect(Shell.GREETING).send("USER eve\r\n").expect("+OK once\r\n");
      client.stls().send("USER ann\r\n").expect("+OK once\r\n");
      String first = shell.logged("USER eve");
      String second = shell.logged("USER ann");
      assertTrue(first.startsWith("connection=1 pid=") && second.startsWith("connection=1 pid="));
      assertFalse(pid(first).equals(pid(second)));
    }
  }

  private static String pid(String line) {
    return line.replaceFirst(".* pid=(\\d+) .*", "$1");
  }

  @Test
  void aProgramThatIgnoresTheEndIsEnded() throws Exception {
    String deaf = "printf '+OK <1.2@shell>\\r\\n'; while :; do sleep 600; done";
    for (String trap : List.of("", "trap '' TERM;")) {
      try (var shell =
          new Shell(trap + deaf, s -> s.limits(s.limits().program(Duration.ofMillis(100))))) {
        try (var client = shell.client()) {
          client.expect(Shell.GREETING).raw().setSoLinger(true, 0);
        }
        shell.logged(trap.isEmpty() ? "signal=\"15\"" : "signal=\"9\"");
      }
    }
  }

  @Test
  void theProxyDoesNotEndBeforeItsPrograms() throws Exception {
    var children = new ArrayList<ProcessHandle>();
    try (var shell = new Shell("trap '' TERM; printf '+OK <1.2@shell>\\r\\n'; sleep 600");
        var client = shell.client()) {
      client.expect(Shell.GREETING);
      ProcessHandle.current().descendants().forEach(children::add);
    }
    assertFalse(children.isEmpty());
    for (ProcessHandle child : children) child.onExit().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aProgramThatCannotStartIsReportedToTheClientAndTheLog(@TempDir Path folder)
      throws Exception {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/no/such/interpreter\n");
    assertTrue(program.toFile().setExecutable(true));
    var before = inventory();
    try (var shell = new Shell(new BackendAddress.Exec(List.of(program.toString())), s -> s)) {
      for (int i = 0; i < 3; i++) {
        try (var client = shell.client()) {
          client.expect(UNAVAILABLE).eof();
        }
        assertTrue(shell.logged("end=").contains("cannot start " + program), "reason");
      }
    }
    comesBackTo(before);
  }

  @Test
  void aProgramThatIsNotThereIsUsage() {
    for (String name : List.of("/no/such", "no-such-program", "/tmp", "/etc/passwd")) {
      var e =
          assertThrows(
              ProxyException.class,
              () -> new Shell(new BackendAddress.Exec(List.of(name)), s -> s));
      assertTrue(e.usage());
      assertEquals("no program '" + name + "' can be run", e.getMessage());
    }
  }
}
