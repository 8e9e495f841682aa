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
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stlspec.proxy.tls.Certificate;

/** A renewed certificate, as whoever renews it for a running service meets it. */
class HangupTest {
  private static final Certificate OLD = Certificate.selfSigned("localhost");
  private static final Certificate NEW = Certificate.selfSigned("localhost");

  @TempDir private Path folder;
  private ServerSocket backend;
  private Process process;
  private BufferedReader log;
  private HostPort address;

  @BeforeEach
  void start() throws IOException {
    backend = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    OLD.writePem(cert(), key());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProxyCommandTest.Main.class.getName(),
                "--listen-tls=127.0.0.1:0",
                "--cert=" + cert(),
                "--key=" + key(),
                "--backend=tcp:127.0.0.1:" + backend.getLocalPort())
            .start();
    log = process.errorReader(StandardCharsets.US_ASCII);
    String ready = process.inputReader(StandardCharsets.US_ASCII).readLine();
    address = HostPort.parse(ready.split(" ", -1)[1]);
    assertEquals(
        "start listen=none listen-tls=" + address, log.readLine().replaceFirst(" backend=.*", ""));
  }

  @AfterEach
  void stop() throws IOException {
    process.destroyForcibly();
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
    String pem = Files.readString(key());
    Files.writeString(key(), pem.substring(0, pem.length() / 2));
    String line = hangup();
    assertTrue(line.startsWith("reload failed=\""), line);
    handshake(OLD).close();
  }

  private static String read(InputStream in, int octets) throws IOException {
    return new String(in.readNBytes(octets), StandardCharsets.US_ASCII);
  }

  /** Fails if the server shows any other certificate. */
  private SSLSocket handshake(Certificate expected) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("expected", expected.chain()[0]);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    var factory = context.getSocketFactory();
    var socket = (SSLSocket) factory.createSocket(address.host(), address.port());
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }
}
