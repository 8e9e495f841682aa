package org.stlspec.qmail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes replies with the buffer sizes and the flushes of qmail's programs. */
final class Replies {

  private final OutputStream out;

  Replies(Connection connection, int bufferSize) {
    this.out = new BufferedOutputStream(new Segments(connection), bufferSize);
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

  void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void octet(int octet) throws IOException {
    out.write(octet);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Every flush of the buffer is one write on the connection. */
  private static final class Segments extends OutputStream {

    private final Connection connection;

    Segments(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void write(int octet) throws IOException {
      connection.write(new byte[] {(byte) octet});
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
      connection.write(Arrays.copyOfRange(octets, from, from + count));
    }
  }
}
