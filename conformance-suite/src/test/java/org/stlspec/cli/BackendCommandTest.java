package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stlspec.qmail.SampleMaildir;
import picocli.CommandLine;

class BackendCommandTest {

  @TempDir Path directory;

  /** What the test of the whole program runs. */
  static final class Main {
    private Main() {}

    public static void main(String... arguments) {
      System.exit(new CommandLine(new BackendCommand()).execute(arguments));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--listen=nowhere",
        "--listen=127.0.0.1:65536",
        "--listen=nowhere.invalid:0",
        "--user=alice",
        "--user=:secret",
        "--maildir=no/such/maildir"
      })
  void badInputIsExitCodeTwoAndOneLine(String option) {
    var err = new StringWriter();
    assertEquals(2, execute(err, option));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().startsWith("stlspec backend: "), err::toString);
  }

  @Test
  void aDirectoryThatIsNoMaildirIsBadInput() {
    var err = new StringWriter();
    assertEquals(2, execute(err, "--maildir=" + directory));
    assertTrue(err.toString().contains(directory.toString()), err::toString);
  }

  @Test
  void aPasswordIsNotRepeatedInTheMessage() {
    var err = new StringWriter();
    assertEquals(2, execute(err, "--user", "secret-without-a-name"));
    assertFalse(err.toString().contains("secret"), err::toString);
  }

  @Test
  void anAddressInUseIsExitCodeThreeAndOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var err = new StringWriter();
      assertEquals(3, execute(err, "--listen=127.0.0.1:" + taken.getLocalPort()));
      assertEquals(1, err.toString().lines().count(), err::toString);
    }
  }

  private static int execute(StringWriter err, String... arguments) {
    return new CommandLine(new BackendCommand())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void servesTheSampleUntilItIsTerminatedAndRemovesIt() throws Exception {
    Process backend = start("--listen=127.0.0.1:0");
    try (BufferedReader out = backend.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = backend.errorReader(StandardCharsets.UTF_8)) {
      String ready = out.readLine();
      assertTrue(ready.matches("ready 127\\.0\\.0\\.1:[1-9][0-9]*"), ready);
      assertEquals("+OK 3 8681", stat(HostPort.parse(ready.substring(6)), "alice", "wonderland"));
      assertEquals(1, left().size());
      terminate(backend);
      assertTrue(backend.waitFor(20, TimeUnit.SECONDS));
      assertEquals(List.of(), left());
      assertNull(out.readLine());
      assertTrue(err.readLine().matches("connection 1 from 127\\.0\\.0\\.1 port [0-9]+"));
      assertNull(err.readLine());
    } finally {
      backend.destroyForcibly();
    }
  }

  @Test
  void servesAMaildirForItsUsersAndLeavesItAlone() throws Exception {
    Path maildir = SampleMaildir.into(directory.resolve("Maildir"));
    Files.delete(maildir.resolve("new/1000000003.M3P3.lab"));
    Process backend = start("--maildir=" + maildir, "--user=bob:with:colon", "--user=eve:x");
    try (BufferedReader out = backend.inputReader(StandardCharsets.UTF_8)) {
      HostPort address = HostPort.parse(out.readLine().substring(6));
      assertEquals("+OK 2 351", stat(address, "bob", "with:colon"));
      assertEquals("+OK 2 351", stat(address, "eve", "x"));
      assertEquals("-ERR authorization failed", stat(address, "alice", "wonderland"));
      terminate(backend);
      assertTrue(backend.waitFor(20, TimeUnit.SECONDS));
      assertTrue(Files.exists(maildir.resolve("cur/1000000001.M1P1.lab:2,")));
    } finally {
      backend.destroyForcibly();
    }
  }

  /** Sends TERM. {@link Process#destroy} would close our ends of its output as well. */
  private static void terminate(Process backend) {
    assertTrue(backend.toHandle().destroy());
  }

  /** Temporary files of the program go where the test can see them. */
  private Process start(String... arguments) throws IOException {
    var command =
        Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()),
            Stream.of(arguments));
    return new ProcessBuilder(command.toList()).start();
  }

  private List<Path> left() {
    try (Stream<Path> all = Files.list(directory.resolve("tmp"))) {
      return all.filter(path -> path.toString().contains("stlspec-maildir")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reply to STAT, or the one that refuses the login. */
  private static String stat(HostPort address, String name, String password) throws IOException {
    try (var socket = new Socket(address.host(), address.port())) {
      socket.setSoTimeout(20_000);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      assertTrue(in.readLine().startsWith("+OK <"));
      send(socket, "USER " + name + "\r\n");
      assertEquals("+OK ", in.readLine());
      send(socket, "PASS " + password + "\r\n");
      String answer = in.readLine();
      if (!answer.equals("+OK ")) {
        return answer;
      }
      send(socket, "STAT\r\nQUIT\r\n");
      String stat = in.readLine();
      assertEquals("+OK ", in.readLine());
      return stat;
    }
  }

  private static void send(Socket socket, String command) throws IOException {
    socket.getOutputStream().write(command.getBytes(StandardCharsets.ISO_8859_1));
  }
}
