package org.stlspec.qmail;

import java.io.IOException;
import java.util.Arrays;

/** Writes replies with the buffer sizes and the flushes of qmail's programs. */
final class Replies {

  private final Connection connection;
  private final byte[] buffer;
  private int filled;

  Replies(Connection connection, int bufferSize) {
    this.connection = connection;
    this.buffer = new byte[bufferSize];
  }

  /** The bare positive reply; the blank before CRLF is qmail's. */
  void ok() throws IOException {
    text("+OK \r\n");
    flush();
  }

  void error(String why) throws IOException {
    text("-ERR " + why + "\r\n");
    flush();
  }

  /** ISO 8859-1. */
  void text(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      octet(text.charAt(i));
    }
  }

  void octet(int octet) throws IOException {
    if (filled == buffer.length) {
      flush();
    }
    buffer[filled++] = (byte) octet;
  }

  /** One write on the connection. */
  void flush() throws IOException {
    byte[] octets = Arrays.copyOf(buffer, filled);
    filled = 0;
    connection.write(octets);
  }
}
