package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** popup above checkers that are not ours: shell scripts. */
@EnabledOnOs(OS.LINUX)
class PopupProcessTest {

  private static final String LOGIN = "USER alice\r\nPASS wonderland\r\n";

  @TempDir Path directory;

  private static Shell login(String checker) throws Exception {
    return Shell.run("exec $Q popup h sh -c '" + checker + "'", LOGIN);
  }

  @Test
  void theCheckerFindsTheExactOctetsOnDescriptor3() throws Exception {
    Path seen = directory.resolve("seen");
    Shell shell =
        Shell.run(
            "exec $Q popup pop.lab.test sh -c 'cat <&3 >" + seen + "; exit 1'",
            "USER al\u00efce\r\nPASS  two words \r\n");
    String timestamp = shell.out().substring("+OK ".length(), shell.out().indexOf('\r'));
    assertEquals(
        "al\u00efce\0two words \0" + timestamp + "\0",
        new String(Files.readAllBytes(seen), StandardCharsets.ISO_8859_1));
    assertTrue(timestamp.endsWith("@pop.lab.test>"), timestamp);
  }

  @Test
  void theGreetingHasTheProcessNumber() throws Exception {
    Shell shell = Shell.run("echo $$; exec $Q popup h true");
    String[] lines = shell.out().split("\n", -1);
    assertTrue(lines[1].startsWith("+OK <" + lines[0] + "."), shell.out());
  }

  @Test
  void theCheckerHasNoDescriptorBut0To3() throws Exception {
    Shell shell =
        Shell.run("exec 5</dev/null; exec $Q popup h sh -c 'ls /proc/$$/fd; exit 0'", LOGIN);
    assertEquals("+OK \r\n0\n1\n2\n3\n", shell.behindGreeting());
  }

  @Test
  void theCheckerFindsNoSignalBlocked() throws Exception {
    Shell shell = login("grep SigBlk /proc/self/status; exit 0");
    assertEquals("+OK \r\nSigBlk:\t0000000000000000\n", shell.behindGreeting());
  }

  @Test
  void theEnvironmentPassesUntouched() throws Exception {
    Shell shell =
        Shell.run(
            "unset TCPREMOTEHOST; TCPREMOTEINFO=$'\\xff=\\xfe' PROTO=TCP"
                + " exec $Q popup h sh -c 'printenv PROTO TCPREMOTEINFO TCPREMOTEHOST; exit 0'",
            LOGIN);
    assertEquals("+OK \r\nTCP\n\u00ff=\u00fe\n", shell.behindGreeting());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 111})
  void anyExitStatusButZeroIsAFailedLogin(int status) throws Exception {
    assertEquals("+OK \r\n-ERR authorization failed\r\n", login("exit " + status).behindGreeting());
  }

  @Test
  void aCheckerThatEndsWellHasSaidAll() throws Exception {
    Shell shell = login("cat <&3 >/dev/null; printf hi");
    assertEquals("+OK \r\nhi", shell.behindGreeting());
    assertEquals("", shell.err());
    assertEquals(1, shell.status());
  }

  @Test
  void aCrashOfTheCheckerIsTold() throws Exception {
    Shell shell = login("kill -SEGV $$");
    assertEquals("+OK \r\n-ERR aack, child crashed\r\n", shell.behindGreeting());
    assertTrue(shell.errorLine().endsWith("signal 11"), shell.err());
  }

  @Test
  void aCheckerThatIsNotThereRefuses() throws Exception {
    Shell shell = Shell.run("exec $Q popup h /nonexistent", LOGIN);
    assertEquals("+OK \r\n-ERR authorization failed\r\n", shell.behindGreeting());
  }

  /** 128 octets are read ahead and lost; the checker has what follows. */
  @Test
  void theCheckerReadsOnBehindTheReadAhead() throws Exception {
    String input = LOGIN + "x".repeat(128 - LOGIN.length()) + "REST";
    Path file = Files.writeString(directory.resolve("input"), input);
    Shell shell = Shell.run("exec $Q popup h cat <" + file);
    assertEquals("+OK \r\nREST", shell.behindGreeting());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2>&-", "1>&3 2>&-"})
  void withoutDescriptor2ThereIsNoRoomForThePipe(String closed) throws Exception {
    Shell shell = Shell.run("exec 3>&1; exec $Q popup h true " + closed, LOGIN);
    assertEquals("+OK \r\n-ERR unable to open pipe\r\n", shell.behindGreeting());
  }

  @Test
  void withoutDescriptor0ItGreetsAndLeaves() throws Exception {
    Shell shell = Shell.run("exec $Q popup h true <&-");
    assertTrue(shell.out().matches("\\+OK <.*@h>\r\n"), shell.out());
    assertEquals(1, shell.status());
    assertEquals("", shell.err());
  }

  @Test
  void withoutDescriptor1ItLeaves() throws Exception {
    Shell shell = Shell.run("exec $Q popup h touch " + directory.resolve("ran") + " >&-", LOGIN);
    assertEquals(1, shell.status());
    assertEquals("", shell.err());
    assertTrue(Files.notExists(directory.resolve("ran")));
  }

  @Test
  void leavesWithoutAWordWhenNobodyReads() throws Exception {
    Shell shell = Shell.run("{ $Q popup h true; echo $? >&2; } | true");
    assertEquals("1", shell.errorLine());
  }

  @Test
  void leavesWithoutAWordBehindTheLastLine() throws Exception {
    Shell shell = Shell.run("exec $Q popup h true", "NOOP\r\nQUI");
    assertEquals("+OK \r\n", shell.behindGreeting());
    assertEquals(1, shell.status());
    assertEquals("", shell.err());
  }

  @Test
  void tellsBothSidesHowItWantsToBeUsed() throws Exception {
    Shell shell = Shell.run("exec $Q popup h");
    assertEquals("-ERR usage: popup hostname subprogram\r\n", shell.out());
    assertTrue(shell.errorLine().contains("usage: fake-qmail popup HOST PROGRAM"));
    assertEquals(1, shell.status());
  }
}
