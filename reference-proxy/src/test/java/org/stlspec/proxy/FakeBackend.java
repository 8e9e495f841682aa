package org.stlspec.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.stlspec.proxy.backend.BackendAddress;

/** A POP3 server of one dialogue; a thread a connection, and it keeps what it was sent. */
final class FakeBackend implements AutoCloseable {

  /** What the server does with a connection. */
  interface Dialogue {
    void talk(Connection connection) throws IOException, InterruptedException;
  }

  static final String GREETING = "+OK <1.2@fake>\r\n";
  static final String LIST = "+OK list\r\nTOP\r\nstls\r\nSASL  PLAIN\r\nX-STLS\r\nUIDL\r\n.\r\n";

  /** What the proxy makes of the list before TLS. */
  static final String LIST_IN_CLEAR =
      "+OK list\r\nTOP\r\nSASL  PLAIN\r\nX-STLS\r\nUIDL\r\nSTLS\r\n.\r\n";

  /** What it makes of it inside TLS. */
  static final String LIST_INSIDE_TLS = "+OK list\r\nTOP\r\nSASL  PLAIN\r\nX-STLS\r\nUIDL\r\n.\r\n";

  private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final Dialogue dialogue;
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();

  FakeBackend(Dialogue dialogue) throws IOException {
    this.dialogue = dialogue;
    start(this::accept);
  }

  /** Greets, lists capabilities, says +OK to all else, and closes after QUIT. */
  static void pop3(Connection c) throws IOException {
    c.send(GREETING);
    for (String line = c.line(); !line.isEmpty(); line = c.line()) {
      String keyword = line.strip().split(" ", 2)[0];
      if (keyword.equalsIgnoreCase("CAPA")) c.send(LIST);
      else if (keyword.startsWith("BAD")) c.send("-ERR no " + keyword + "\r\n");
      else c.send("+OK " + keyword + "\r\n");
      if (keyword.equalsIgnoreCase("QUIT")) return;
    }
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "fake-backend");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        var connection = new Connection(server.accept());
        connections.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Connection connection) {
    try (connection) {
      dialogue.talk(connection);
    } catch (IOException | InterruptedException e) {
      // the proxy has closed, which the test sees by other means
    } finally {
      connection.over.countDown();
    }
  }

  BackendAddress address() {
    return BackendAddress.parse("tcp:127.0.0.1:" + server.getLocalPort());
  }

  /** The next connection that was made. */
  Connection connection() throws InterruptedException {
    Connection next = connections.poll(10, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("the proxy did not connect");
    return next;
  }

  int waiting() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection, seen from the server. */
  static final class Connection implements AutoCloseable {
    final java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    Socket socket() {
      return socket;
    }

    void send(String octets) throws IOException {
      out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    int read() throws IOException {
      int octet = in.read();
      if (octet >= 0) received.write(octet);
      return octet;
    }

    /** A line with its end; empty at the end of the input. */
    String line() throws IOException {
      var line = new StringBuilder();
      for (int octet = read(); octet >= 0; octet = read()) {
        line.append((char) octet);
        if (octet == '\n') return line.toString();
      }
      return line.toString();
    }

    /** Reads to the end of the input. */
    void drain() throws IOException {
      while (read() >= 0) {}
    }

    /** All that was received, once the connection is over. */
    String transcript() throws InterruptedException {
      if (!over.await(10, TimeUnit.SECONDS)) throw new AssertionError("connection still open");
      return received.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
