package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProxyCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ProxyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--backend nonsense",
        "--backend tcp:127.0.0.1:1 --listen nowhere",
        "--backend exec:/no/such",
        "--backend exec:no-such-program",
        "--backend exec:'open",
        "--backend exec:",
        "--backend fd:x",
        "--backend fd:0",
        "--backend tcp:127.0.0.1:1 --inetd --listen 127.0.0.1:0",
        "--backend tcp:127.0.0.1:1 --local-host mail",
        "--backend tcp:127.0.0.1:1 --tls-engine rot13",
        "--backend tcp:127.0.0.1:1 --cert only.pem",
        "--backend tcp:127.0.0.1:1 --cert no-such.pem --key no-such.pem",
        "--backend tcp:127.0.0.1:1 --capabilities STLS",
        "--backend tcp:127.0.0.1:1 --max-connections 0",
        "--backend tcp:127.0.0.1:1 --timeout-idle 0"
      })
  void badInputIsOneLineAndExitCode2(String arguments) {
    assertEquals(2, run(arguments.split(" ", -1)));
    assertEquals("", out.toString());
    assertEquals(1, err.toString().lines().filter(l -> !l.startsWith("warning:")).count());
  }

  @Test
  void aBusyPortIsExitCode3() throws IOException {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(busy.getLocalPort());
      assertEquals(3, run("--backend", "tcp:127.0.0.1:1", "--listen", "127.0.0.1:" + port));
    }
  }

  @Test
  void itIsReadyServesLogsAndStopsOnTermWithCode0(@TempDir Path folder) throws Exception {
    try (var backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "--listen=127.0.0.1:0",
                  "--listen-tls=127.0.0.1:0",
                  "--backend=tcp:127.0.0.1:" + backend.getLocalPort())
              .redirectError(log.toFile())
              .start();
      try {
        converse(process, backend);
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        String lines = java.nio.file.Files.readString(log);
        assertTrue(lines.contains("warning: no --cert"), lines);
        assertTrue(lines.contains("connection=1 peer=127.0.0.1:"), lines);
        assertFalse(lines.contains("\tat "), lines);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static void converse(Process process, ServerSocket backend) throws IOException {
    var stdout = process.inputReader(StandardCharsets.US_ASCII);
    String ready = stdout.readLine();
    assertTrue(ready.matches("ready 127\\.0\\.0\\.1:\\d+ 127\\.0\\.0\\.1:\\d+"), ready);
    HostPort address = HostPort.parse(ready.split(" ", -1)[1]);
    try (var client = new Socket(address.host(), address.port());
        Socket server = backend.accept()) {
      server.getOutputStream().write("+OK hello\r\n".getBytes(StandardCharsets.US_ASCII));
      var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
      assertEquals("+OK hello", new BufferedReader(in).readLine());
    }
  }

  /** The command on its own. */
  static final class Main {
    private Main() {}

    public static void main(String... arguments) {
      System.exit(new CommandLine(new ProxyCommand()).execute(arguments));
    }
  }
}
