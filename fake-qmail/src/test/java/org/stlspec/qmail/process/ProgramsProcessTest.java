package org.stlspec.qmail.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class ProgramsProcessTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "qmail-popup", "--help"})
  void namesItsProgramsAndLeaves(String arguments) throws Exception {
    Shell shell = Shell.run("exec $Q " + arguments);
    assertEquals(
        "fake-qmail: usage: fake-qmail popup HOST PROGRAM | checkpassword PROGRAM | pop3d MAILDIR",
        shell.errorLine());
    assertEquals(100, shell.status());
    assertEquals("", shell.out());
  }
}
