package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A blocking POP3 client that sends exactly what it is told and never reads ahead. */
final class Client implements AutoCloseable {
  private final Socket raw;
  private Socket socket;

  Client(InetSocketAddress address) throws IOException {
    raw = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    raw.setTcpNoDelay(true);
    raw.setSoTimeout(20_000);
    socket = raw;
  }

  Socket raw() {
    return raw;
  }

  Socket socket() {
    return socket;
  }

  Client send(String octets) throws IOException {
    return send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  Client send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  Client expect(String octets) throws IOException {
    byte[] got = socket.getInputStream().readNBytes(octets.length());
    assertEquals(octets, new String(got, StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Greeting of the fake backend. */
  Client greeted() throws IOException {
    return expect(FakeBackend.GREETING);
  }

  /** As a rig's backend takes it that talks after login. */
  Client login() throws IOException {
    return send("APOP a b\r\n").expect("+OK in\r\n");
  }

  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.write(octet);
      if (octet == '\n') break;
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  Client refused() throws IOException {
    String line = line();
    assertTrue(line.startsWith("-ERR"), () -> "expected -ERR, got '" + line + "'");
    return this;
  }

  /** The end of the input, in an orderly way. */
  void eof() throws IOException {
    assertEquals("", line());
  }

  Client stls(String... protocols) throws IOException {
    return stls(context(), protocols);
  }

  /** The context decides whether sessions of other clients can be resumed. */
  Client stls(SSLContext context, String... protocols) throws IOException {
    return send("STLS\r\n").expect("+OK begin TLS\r\n").tls(context, protocols);
  }

  Client tls(String... protocols) throws IOException {
    return tls(context(), protocols);
  }

  private Client tls(SSLContext context, String... protocols) throws IOException {
    var tls = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", 0, true);
    if (protocols.length > 0) tls.setEnabledProtocols(protocols);
    tls.startHandshake();
    socket = tls;
    return this;
  }

  SSLSocket tlsSocket() {
    return (SSLSocket) socket;
  }

  static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS", "SunJSSE");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static SSLEngine engine() {
    SSLEngine engine = context().createSSLEngine("localhost", 0);
    engine.setUseClientMode(true);
    return engine;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] c, String a) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String a, SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String a, SSLEngine e) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
