package org.stlspec.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stlspec.load.maildrop.MailServer;
import org.stlspec.load.maildrop.Maildrop;

/** The command, its exit codes and what it says. */
class StlspecLoadTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return StlspecLoad.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static MailServer server() throws Exception {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return MailServer.start(anyPort, Maildrop.of(List.of(4096)), 1);
  }

  private int load(MailServer server, String... more) {
    String target = "127.0.0.1:" + server.address().getPort();
    var words = new ArrayList<>(List.of("--target", target, "--mode", "plain", "--users"));
    words.addAll(List.of("2", "--warm-up", "0", "--sessions", "20", "--quiet"));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| --target HOST:PORT is needed, or --serve HOST:PORT",
        "--target here | expected HOST:PORT, got \"here\"",
        "--target 127.0.0.1:0 | --target needs a port, not 0",
        "--target 127.0.0.1:1 --users 0 | --users must be from 1 to 60000, not 0",
        "--target 127.0.0.1:1 --users 1 --rate 1 | --users and --rate exclude each other",
        "--target 127.0.0.1:1 --rate 0 | --rate must be above 0, at most a million, not 0.0",
        "--target 127.0.0.1:1 --rate NaN | --rate must be above 0, at most a million, not NaN",
        "--target 127.0.0.1:1 --sessions 1 --duration 1"
            + " | --duration and --sessions exclude each other",
        "--target 127.0.0.1:1 --sessions 0 | --sessions must be at least 1",
        "--target 127.0.0.1:1 --duration 0"
            + " | --duration must be from 0.001 to 1000000 seconds, not 0.0",
        "--target 127.0.0.1:1 --timeout NaN"
            + " | --timeout must be from 0.001 to 1000000 seconds, not NaN",
        "--target 127.0.0.1:1 --ramp -1 | --ramp must be from 0.0 to 1000000 seconds, not -1.0",
        "--target 127.0.0.1:1 --resume 101 | --resume must be from 0 to 100, not 101",
        "--target 127.0.0.1:1 --threads 0 | --threads must be from 1 to 256, not 0",
        "--target 127.0.0.1:1 --tls-version 1.1 | --tls-version must be 1.2 or 1.3, not 1.1",
        "--target 127.0.0.1:1 --mix /nowhere | --mix: no such file: /nowhere",
        "--target 127.0.0.1:1 --accounts /nowhere | --accounts: cannot read /nowhere",
        "--target 127.0.0.1:1 --fail-if slow"
            + " | expected a threshold such as 'handshake.p99>50ms' or 'errors>0', got 'slow'",
        "--serve here | expected HOST:PORT, got \"here\"",
      })
  void badFlags(String arguments, String said) {
    assertEquals(2, run(arguments == null ? new String[0] : arguments.split(" ", -1)));
    assertEquals(
        List.of("stlspec-load: " + said, "Try 'stlspec-load --help'."),
        err.toString().lines().toList());
  }

  @Test
  void nobodyThere() throws Exception {
    var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    free.close();
    String target = "127.0.0.1:" + free.getLocalPort();
    assertEquals(3, run("--target", target));
    String said = err.toString();
    assertEquals(1, said.lines().count(), said);
    assertTrue(
        said.startsWith("stlspec-load: no session can be had at " + target + ": connect: refused:"),
        said);
  }

  @Test
  void allBoundsKept() throws Exception {
    try (var server = server()) {
      assertEquals(0, load(server), err.toString());
    }
    assertTrue(out.toString().contains("0 failed"), out.toString());
    assertFalse(out.toString().contains("FAIL"));
  }

  /** With the maildrop in the same process every message is known before it comes. */
  @Test
  void servedByItself(@TempDir Path folder) throws Exception {
    var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    free.close();
    String here = "127.0.0.1:" + free.getLocalPort();
    String arguments = "--mode plain --users 1 --warm-up 0 --sessions 3 --quiet --serve " + here;
    int exit = run((arguments + " --target " + here + " --report " + folder).split(" ", -1));
    assertEquals(0, exit, err.toString());
    String report = Files.readString(folder.resolve("load.json"));
    assertTrue(report.contains("the maildrop that was served, 10 messages"), report);
  }

  @Test
  void aBoundBroken() throws Exception {
    try (var server = server()) {
      assertEquals(1, load(server, "--fail-if", "session.max>1us", "--fail-if", "sessions<1"));
    }
    assertTrue(out.toString().contains("FAIL session.max>1us: it was "), out.toString());
    assertFalse(out.toString().contains("FAIL sessions<1"));
  }

  /** One session at the beginning of the warm-up, and then none for a long time. */
  @Test
  void nothingMeasured() throws Exception {
    try (var server = server()) {
      String target = "127.0.0.1:" + server.address().getPort();
      String arguments = "--mode plain --rate 0.1 --warm-up 0.1 --duration 0.1 --quiet --target ";
      assertEquals(1, run((arguments + target).split(" ", -1)), err.toString());
    }
    assertTrue(out.toString().contains("FAIL no session was measured"), out.toString());
  }

  /** Nobody asked for it, but altered messages are never as expected. */
  @Test
  void alteredMessages() throws Exception {
    var turns = new AtomicInteger();
    try (var stub =
        new StubServer(
            client ->
                StubServer.pop3(
                    client,
                    line ->
                        line.startsWith("RETR")
                            ? "+OK\r\n" + turns.incrementAndGet() + "\r\n.\r\n"
                            : line.matches("CAPA|LIST") ? "+OK\r\n.\r\n" : "+OK\r\n"))) {
      String target = "127.0.0.1:" + stub.address().getPort();
      int exit =
          run(
              "--target",
              target,
              "--mode",
              "plain",
              "--users",
              "1",
              "--warm-up",
              "0",
              "--sessions",
              "3",
              "--quiet",
              "--fail-if",
              "errors>100");
      assertEquals(1, exit, err.toString());
    }
    assertTrue(out.toString().contains("FAIL messages altered: "), out.toString());
  }

  @Test
  void accountsInTurn(@TempDir Path folder) throws Exception {
    var names = ConcurrentHashMap.<String>newKeySet();
    Path accounts = Files.write(folder.resolve("accounts"), List.of("ann:1", "bob:2:3"));
    try (var stub =
        new StubServer(
            client ->
                StubServer.pop3(
                    client,
                    line -> {
                      if (line.matches("(USER|PASS) .*")) names.add(line);
                      return line.matches("CAPA|LIST|RETR 1") ? "+OK\r\n.\r\n" : "+OK\r\n";
                    }))) {
      String target = "127.0.0.1:" + stub.address().getPort();
      int exit =
          run(
              "--target",
              target,
              "--mode",
              "plain",
              "--users",
              "2",
              "--warm-up",
              "0",
              "--sessions",
              "4",
              "--quiet",
              "--accounts",
              accounts.toString());
      assertEquals(0, exit, err.toString() + out);
    }
    assertEquals(Set.of("USER ann", "PASS 1", "USER bob", "PASS 2:3"), names);
  }

  @Test
  void aFolderThatCannotBe(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (var server = server()) {
      assertEquals(3, load(server, "--report", file.toString()));
    }
    assertEquals(1, err.toString().lines().count(), err.toString());
  }
}
