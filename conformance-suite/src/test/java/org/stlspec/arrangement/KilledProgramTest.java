package org.stlspec.arrangement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.wire.Account;
import org.stlspec.wire.Client;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Whoever ends the program ends the session: the client sees a close, and nothing is left. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KilledProgramTest {
  @TempDir private Path folder;

  /** One session in which the program is killed once. */
  private interface Phase {
    void play(Client client, Runnable kill) throws Exception;
  }

  private static void inGreeting(Client client, Runnable kill) {
    client.connect();
    kill.run();
    assertTrue(client.greeting().negative());
    assertCloses(client);
  }

  private static void inAuthorization(Client client, Runnable kill) {
    client.greeting().ok();
    kill.run();
    assertCloses(client);
  }

  private static void inAuthorizationInsideTls(Client client, Runnable kill) {
    client.secured().command("USER alice").ok();
    kill.run();
    assertCloses(client);
  }

  /** The client is inside the handshake, and gets another program or a close behind it. */
  private static void inHandshake(Client client, Runnable kill) {
    client.greeting().ok();
    client.command("STLS").ok();
    Octets hello = client.hello(TlsOptions.usual());
    client.sendRaw(hello.part(0, 20));
    kill.run();
    client.sendRaw(hello.part(20, hello.length()));
    Handshake handshake = client.finishHandshake();
    if (!handshake.established()) return;
    Reply reply = client.command("QUIT");
    assertTrue(reply.answered() || reply.left(), reply::seen);
    assertCloses(client);
  }

  private static void inRetr(Client client, Runnable kill) {
    client.secured().login(Account.ALICE).command("RETR 1").ok();
    client.reply();
    kill.run();
    assertCloses(client);
  }

  private static void assertCloses(Client client) {
    Reply rest = client.rest();
    assertTrue(rest.left(), rest::seen);
  }

  private void play(String signal, Phase phase, Daemon daemon) throws Exception {
    Holdings before = daemon.holdings();
    try (Client client = daemon.client()) {
      phase.play(client, () -> kill(signal, daemon));
    }
    before.regainedBy(daemon.handle());
  }

  private static void kill(String signal, Daemon daemon) {
    try {
      ProcessHandle program = program(daemon);
      String pid = String.valueOf(program.pid());
      assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
      daemon.log().line("pid=" + pid + " signal=");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ProcessHandle program(Daemon daemon) throws InterruptedException {
    Optional<ProcessHandle> program = Optional.empty();
    while (program.isEmpty()) {
      Thread.sleep(10);
      program = daemon.handle().descendants().filter(KilledProgramTest::isProgram).findFirst();
    }
    return program.get();
  }

  private static boolean isProgram(ProcessHandle process) {
    return process.info().command().filter(command -> !command.endsWith("java")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"TERM, KEPT", "KILL, KEPT", "TERM, SEPARATED", "KILL, SEPARATED"})
  void inEachPhase(String signal, Privileges privileges) throws Exception {
    try (Daemon daemon = Daemon.start(folder, Pop3Script.in(folder), privileges)) {
      warmUp(daemon);
      play(signal, KilledProgramTest::inAuthorization, daemon);
      play(signal, KilledProgramTest::inAuthorizationInsideTls, daemon);
      play(signal, KilledProgramTest::inHandshake, daemon);
      play(signal, KilledProgramTest::inRetr, daemon);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, KEPT", "KILL, KEPT", "TERM, SEPARATED", "KILL, SEPARATED"})
  void beforeItsGreeting(String signal, Privileges privileges) throws Exception {
    try (Daemon daemon = Daemon.start(folder, Pop3Script.in(folder, "read -r a; "), privileges)) {
      play(signal, KilledProgramTest::inGreeting, daemon);
      play(signal, KilledProgramTest::inGreeting, daemon);
    }
  }

  /** What is opened once and kept is open after this. */
  private static void warmUp(Daemon daemon) throws Exception {
    try (Client client = daemon.client()) {
      client.secured().login(Account.ALICE).command("QUIT").ok();
    }
    daemon.log().line("exit=");
  }
}
