package org.stlspec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.arrangement.Pinned;
import org.stlspec.arrangement.Signals;
import org.stlspec.proxy.tls.Certificate;

/** A renewed certificate, as whoever renews it for a running service meets it. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class HangupTest {
  private static final Certificate OLD = Certificate.selfSigned("localhost");
  private static final Certificate NEW = Certificate.selfSigned("localhost");

  @TempDir private Path folder;
  private ServerSocket backend;
  private Process process;
  private BufferedReader log;
  private HostPort address;

  @BeforeEach
  void listen() throws IOException {
    backend = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    OLD.writePem(cert(), key());
  }

  private void start() throws IOException {
    start("exec \"$@\"");
    assertEquals(
        "start listen=none listen-tls=" + address, log.readLine().replaceFirst(" backend=.*", ""));
  }

  private void start(String script) throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    words.addAll(
        Launched.stlspec(
            "proxy",
            "--listen-tls=127.0.0.1:0",
            "--cert=" + cert(),
            "--key=" + key(),
            "--backend=tcp:127.0.0.1:" + backend.getLocalPort()));
    process = new ProcessBuilder(Signals.heard(words)).start();
    log = process.errorReader(StandardCharsets.US_ASCII);
    String ready = process.inputReader(StandardCharsets.US_ASCII).readLine();
    address = HostPort.parse(ready.split(" ", -1)[1]);
  }

  @AfterEach
  void stop() throws IOException {
    if (process != null) process.destroyForcibly();
    backend.close();
  }

  private Path cert() {
    return folder.resolve("cert.pem");
  }

  private Path key() {
    return folder.resolve("key.pem");
  }

  /** What it logs of the reload; the lines of connections that end are not of interest. */
  private String hangup() throws IOException {
    new ProcessBuilder("sh", "-c", "kill -HUP " + process.pid()).start();
    while (true) {
      String line = log.readLine();
      if (!line.startsWith("connection=")) return line;
    }
  }

  @Test
  void itReadsTheFilesAnewAndKeepsSessions() throws Exception {
    start();
    try (var open = handshake(OLD);
        Socket server = backend.accept()) {
      NEW.writePem(cert(), key());
      String line = hangup();
      assertTrue(line.matches("reload subject=\"CN=localhost\" serial=\\w+ until=\\S+"), line);
      handshake(NEW).close();
      server.getOutputStream().write("+OK still here\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals("+OK still here\r\n", read(open.getInputStream(), 16));
    }
  }

  @Test
  void aFileThatIsHalfWrittenLeavesTheOldPair() throws Exception {
    start();
    String pem = Files.readString(key());
    Files.writeString(key(), pem.substring(0, pem.length() / 2));
    String line = hangup();
    assertTrue(line.startsWith("reload failed=\""), line);
    handshake(OLD).close();
  }

  @Test
  void whereHupIsIgnoredItSaysSo() throws Exception {
    start("trap '' HUP; exec \"$@\"");
    assertTrue(log.readLine().startsWith("start "));
    assertEquals(
        "warning: HUP is not heard here, a new certificate needs a restart", log.readLine());
  }

  private static String read(InputStream in, int octets) throws IOException {
    return new String(in.readNBytes(octets), StandardCharsets.US_ASCII);
  }

  /** Fails if the server shows any other certificate. */
  private SSLSocket handshake(Certificate expected) throws Exception {
    return Pinned.handshake(address.resolved(), expected);
  }
}
