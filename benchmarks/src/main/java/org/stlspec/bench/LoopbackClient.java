package org.stlspec.bench;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that waits for each reply, and does nothing besides. */
final class LoopbackClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final byte[] TERMINATOR = {'\r', '\n', '.', '\r', '\n'};
  private static final byte[] LINE_END = {'\r', '\n'};

  private final byte[] buffer = new byte[256 * 1024];
  private Socket socket;

  LoopbackClient(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    readTo(LINE_END);
  }

  void encrypt() throws IOException {
    command("STLS");
    try {
      var context = SSLContext.getInstance("TLS", "SunJSSE");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      var tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      tls.startHandshake();
      socket = tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** The octets of a reply of one line. */
  long command(String line) throws IOException {
    say(line);
    return readTo(LINE_END);
  }

  /** The octets of a reply that ends with a dot. */
  long list(String line) throws IOException {
    say(line);
    return readTo(TERMINATOR);
  }

  private void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Nothing is under way but this reply, so it ends where the octets end. */
  private long readTo(byte[] end) throws IOException {
    long octets = 0;
    int kept = 0; // octets of the last read that the end may have begun in
    while (true) {
      int read = socket.getInputStream().read(buffer, kept, buffer.length - kept);
      if (read < 0) throw new IOException("the connection ended");
      if (octets == 0 && buffer[0] != '+') throw new IOException("no positive reply");
      octets += read;
      int filled = kept + read;
      if (endsWith(filled, end)) return octets;
      kept = Math.min(filled, end.length);
      System.arraycopy(buffer, filled - kept, buffer, 0, kept);
    }
  }

  private boolean endsWith(int filled, byte[] end) {
    if (filled < end.length) return false;
    for (int i = 0; i < end.length; i++) {
      if (buffer[filled - end.length + i] != end[i]) return false;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
