package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** checkpassword below a popup that is not ours: a shell that puts something on descriptor 3. */
@EnabledOnOs(OS.LINUX)
class CheckPasswordProcessTest {

  @TempDir Path directory;

  /** Alice, with her password, asks for a program. */
  private static Shell admitted(String program) throws Exception {
    return checked("alice\\0wonderland\\0<1.2@h>\\0", "--sample " + program);
  }

  private static Shell checked(String octets, String arguments) throws Exception {
    return Shell.run(
        "exec 3< <(printf '" + octets + "'); unset HOME; exec $Q checkpassword " + arguments);
  }

  private static void assertFailed(int status, String line, Shell shell) {
    assertEquals(line, shell.errorLine());
    assertEquals(status, shell.status());
    assertEquals("", shell.out());
  }

  @Test
  void becomesTheProgramInTheSameProcess() throws Exception {
    Shell shell =
        Shell.run(
            "echo $$; exec 3< <(printf 'alice\\0wonderland\\0<x>\\0');"
                + " exec $Q checkpassword --sample sh -c 'echo $$'");
    assertEquals(List.of(1L), List.of(shell.out().lines().distinct().count()));
    assertEquals("", shell.err());
  }

  @Test
  void theProgramHasNoDescriptorBut0To2() throws Exception {
    assertEquals("0\n1\n2\n", admitted("sh -c 'ls /proc/$$/fd; exit 0' 7</dev/null").out());
  }

  @Test
  void theProgramFindsNoSignalBlocked() throws Exception {
    assertEquals("SigBlk:\t0000000000000000\n", admitted("grep SigBlk /proc/self/status").out());
  }

  @Test
  void theNetworkIsTheProgramsAlone() throws Exception {
    Shell shell =
        Shell.run(
            "exec 3< <(printf 'alice\\0wonderland\\0<x>\\0'); exec $Q checkpassword --sample cat",
            "NOOP\r\n");
    assertEquals("NOOP\r\n", shell.out());
  }

  @ParameterizedTest
  @CsvSource({"exit 0,0", "exit 7,7", "exit 111,111", "kill -TERM $$,143"})
  void theEndOfTheProgramIsItsOwn(String end, int status) throws Exception {
    assertEquals(status, admitted("sh -c '" + end + "'").status());
  }

  @Test
  void theSampleAccountStaysWhereAndWhoItIs() throws Exception {
    Shell shell = admitted("sh -c 'echo $USER $SHELL ${HOME-none}; id -u; pwd -P'");
    assertEquals(
        "alice /bin/sh none\n" + Shell.run("id -u; pwd -P").out(), shell.out(), shell.err());
  }

  @Test
  void thePasswordIsInNeitherEnvironmentNorArguments() throws Exception {
    Shell shell = admitted("sh -c 'tr \"\\0\" \"\\n\" </proc/$$/environ; cat /proc/$$/cmdline'");
    assertTrue(shell.out().contains("USER=alice"), shell.out());
    assertTrue(!shell.out().contains("wonderland"), shell.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice\\0wrong\\0<x>\\0", "bob\\0wonderland\\0<x>\\0", "\\0\\0\\0"})
  void refusesInSilence(String octets) throws Exception {
    Shell shell = checked(octets, "--sample echo in");
    assertEquals(new Shell(1, "", ""), shell);
  }

  @Test
  void refusesWhatIsLongerThan512Octets() throws Exception {
    String alice = "alice\\0wonderland\\0<x>\\0";
    int length = alice.replace("\\0", "0").length();
    String fill = "x".repeat(512 - length);
    assertEquals("in\n", checked(alice + fill, "--sample echo in").out());
    assertEquals(new Shell(1, "", ""), checked(alice + fill + "x", "--sample echo in"));
    assertEquals(new Shell(1, "", ""), checked("x".repeat(100_000), "--sample echo in"));
  }

  @Test
  void aClosedDescriptor3IsMisuse() throws Exception {
    assertFailed(
        2,
        "fake-qmail: descriptor 3 is closed: run checkpassword from popup",
        Shell.run("exec $Q checkpassword --sample echo in 3<&-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "alice\\0wonderland\\0"})
  void incompleteInputIsMisuse(String octets) throws Exception {
    assertFailed(
        2,
        "fake-qmail: descriptor 3 has not name, password and timestamp",
        checked(octets, "--sample echo in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--sample", "echo in", "--wrong echo in", "--accounts"})
  void wrongOptionsAreMisuse(String arguments) throws Exception {
    Shell shell = checked("", arguments);
    assertTrue(shell.errorLine().startsWith("fake-qmail: usage: "), shell.err());
    assertEquals(2, shell.status());
  }

  private String accounts(String lines) throws IOException {
    return "--accounts " + Files.writeString(directory.resolve("accounts"), lines);
  }

  @Test
  void troubleWithTheAccountsIsTemporary() throws Exception {
    String alice = "alice\\0wonderland\\0<x>\\0";
    Path file = directory.resolve("accounts");
    assertFailed(
        111,
        "fake-qmail: cannot read the accounts: java.nio.file.NoSuchFileException: " + file,
        checked(alice, "--accounts " + file + " echo in"));
    assertFailed(
        111,
        "fake-qmail: " + file + ":3: not name:password[:system-user[:home]]",
        checked(alice, accounts("# test\n\nalice\n") + " echo in"));
    assertFailed(
        111,
        "fake-qmail: no system user nobody-of-this-name",
        checked(alice, accounts("alice:wonderland:nobody-of-this-name") + " echo in"));
  }

  @Test
  void aHomeOrAProgramThatIsMissingIsTemporary() throws Exception {
    String alice = "alice\\0wonderland\\0<x>\\0";
    assertFailed(
        111,
        "fake-qmail: cannot enter /nonexistent",
        checked(alice, accounts("alice:wonderland::/nonexistent") + " --stay echo in"));
    assertFailed(111, "fake-qmail: cannot run /nonexistent", admitted("/nonexistent"));
  }

  /** Octets, not characters, are compared. */
  @Test
  void aPasswordMayBeOfAnyOctets() throws Exception {
    String line = accounts("alice:p\u00e4ss") + " --stay echo in"; // Written in UTF-8.
    assertEquals("in\n", checked("alice\\0p\\xc3\\xa4ss\\0<x>\\0", line).out());
    assertEquals(1, checked("alice\\0p\\xe4ss\\0<x>\\0", line).status());
  }

  private static final String WHO = "sh -c 'id -u; id -g; id -G; pwd; echo $HOME $USER $SHELL'";

  @Test
  void asRootItBecomesTheSystemUser() throws Exception {
    Machine.needsRoot();
    List<String> user = Machine.systemUser();
    String name = user.get(0);
    Shell shell = checked(name + "\\0secret\\0<x>\\0", accounts(name + ":secret\n") + " " + WHO);
    String groups = Shell.run("id -G " + name).out();
    assertEquals(
        user.get(2)
            + "\n"
            + user.get(3)
            + "\n"
            + groups
            + user.get(5)
            + "\n"
            + user.get(5)
            + " "
            + name
            + " "
            + user.get(6)
            + "\n",
        shell.out());
  }

  @Test
  void aVirtualAccountHasANameAndAHomeOfItsOwn() throws Exception {
    Machine.needsRoot();
    Installation.open(directory);
    List<String> user = Machine.systemUser();
    String line = "alice:wonderland:" + user.get(0) + ":" + directory;
    Shell shell = checked("alice\\0wonderland\\0<x>\\0", accounts(line) + " " + WHO);
    List<String> lines = shell.out().lines().toList();
    assertEquals(user.get(2), lines.get(0));
    assertEquals(directory.toString(), lines.get(3));
    assertEquals(directory + " alice " + user.get(6), lines.get(4));
  }

  /** No way back: real, effective and saved ids are the account's, and so are the groups. */
  @Test
  void nothingOfRootIsLeft() throws Exception {
    Machine.needsRoot();
    Machine.needs("setpriv", "util-linux");
    String name = Machine.systemUser().get(0);
    Shell shell =
        Shell.run(
            "exec 3< <(printf 'alice\\0wonderland\\0<x>\\0'); exec setpriv --groups 4,20"
                + " $Q checkpassword "
                + accounts("alice:wonderland:" + name)
                + " grep -E '^(Uid|Gid|Groups):' /proc/self/status");
    String uid = "\t" + Machine.systemUser().get(2);
    String gid = "\t" + Machine.systemUser().get(3);
    String groups = Shell.run("id -G " + name).out().strip();
    assertEquals(
        "Uid:" + uid.repeat(4) + "\nGid:" + gid.repeat(4) + "\nGroups:\t" + groups + " \n",
        shell.out());
  }

  @Test
  void whoIsNotRootBecomesNobodyElse() throws Exception {
    String self = Machine.asNobody();
    Installation.open(directory);
    String line = accounts("alice:wonderland:root");
    assertFailed(
        111,
        "fake-qmail: only root becomes root (--stay for tests)",
        Shell.run(
            "exec 3< <(printf 'alice\\0wonderland\\0<x>\\0'); exec "
                + self
                + "$Q checkpassword "
                + line
                + " echo in"));
  }
}
