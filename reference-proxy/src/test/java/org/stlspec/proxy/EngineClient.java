package org.stlspec.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** TLS of which every record passes through the test's hands. */
final class EngineClient implements AutoCloseable {
  final SSLEngine engine = Client.engine();
  private final Socket socket;
  private final StringBuilder plain = new StringBuilder();
  private boolean helloSent;

  EngineClient(Socket socket) {
    this.socket = socket;
  }

  /** The client's session after STLS and login. */
  static EngineClient loggedIn(Client client) throws IOException {
    client.greeted().send("STLS\r\n").expect("+OK begin TLS\r\n");
    var tls = new EngineClient(client.raw());
    tls.handshake();
    tls.send("APOP a b\r\n");
    assertEquals("+OK in\r\n", tls.line());
    return tls;
  }

  /** The first flight, for the test to send. */
  byte[] hello() throws IOException {
    helloSent = true;
    return wrap(new byte[0]);
  }

  byte[] wrap(byte[] octets) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(octets);
    ByteBuffer record = ByteBuffer.allocate(64 * 1024);
    engine.wrap(source, record);
    while (source.hasRemaining()) engine.wrap(source, record);
    byte[] out = new byte[record.flip().remaining()];
    record.get(out);
    return out;
  }

  byte[] wrap(String text) throws IOException {
    return wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void handshake() throws IOException {
    if (!helloSent) write(hello());
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) engine.getDelegatedTask().run();
      else if (status == HandshakeStatus.NEED_WRAP) write(wrap(new byte[0]));
      else if (status == HandshakeStatus.NEED_UNWRAP) unwrap();
      else return;
    }
  }

  void write(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  void send(String text) throws IOException {
    write(wrap(text));
  }

  String line() throws IOException {
    while (plain.indexOf("\n") < 0) unwrap();
    String line = plain.substring(0, plain.indexOf("\n") + 1);
    plain.delete(0, line.length());
    return line;
  }

  /** Takes one record; false when it was close_notify. */
  boolean unwrap() throws IOException {
    ByteBuffer record = ByteBuffer.wrap(record(socket));
    ByteBuffer out = ByteBuffer.allocate(64 * 1024);
    while (record.hasRemaining()) {
      var result = engine.unwrap(record, out);
      if (result.getStatus() == Status.CLOSED) return false;
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      }
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && record.hasRemaining()) break;
    }
    plain.append(new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1));
    return true;
  }

  /** One record with its header, as it is on the wire. */
  static byte[] record(Socket socket) throws IOException {
    byte[] header = socket.getInputStream().readNBytes(5);
    if (header.length < 5) throw new EOFException("end of input instead of a TLS record");
    int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
    var record = new ByteArrayOutputStream();
    record.writeBytes(header);
    record.writeBytes(socket.getInputStream().readNBytes(length));
    return record.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
