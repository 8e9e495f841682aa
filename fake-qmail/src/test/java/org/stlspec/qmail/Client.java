package org.stlspec.qmail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends and reads exactly what it is told. */
public final class Client implements AutoCloseable {

  /** Only a server that does not answer at all makes a test wait for so long. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();

  public Client(InetSocketAddress server) throws IOException {
    socket.connect(server, PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A connection behind its greeting. */
  public static Client greeted(InetSocketAddress server) throws IOException {
    var client = new Client(server);
    client.readLine();
    return client;
  }

  /** A session of alice in the TRANSACTION state; both replies are qmail's. */
  public static Client loggedIn(InetSocketAddress server) throws IOException {
    Client client = greeted(server);
    client.ask("USER alice\r\n", "+OK \r\n");
    client.ask("PASS wonderland\r\n", "+OK \r\n");
    return client;
  }

  /** Our own port. */
  public int port() {
    return socket.getLocalPort();
  }

  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  public void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** For a thread of its own. */
  public void sendAll(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    int octet;
    do {
      octet = in().read();
      if (octet >= 0) {
        line.write(octet);
      }
    } while (octet >= 0 && octet != '\n');
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  public void expect(String octets) throws IOException {
    byte[] read = in().readNBytes(octets.length());
    assertEquals(octets, new String(read, StandardCharsets.ISO_8859_1));
  }

  public void ask(String command, String reply) throws IOException {
    send(command);
    expect(reply);
  }

  /** Nothing more comes, and the server ended the connection with FIN. */
  public void expectEnd() throws IOException {
    assertEquals("", new String(in().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
