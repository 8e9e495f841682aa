package org.stlspec.qmail;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads command lines with the read-ahead of qmail's programs: up to 128 octets at a time. What is
 * left in here when another program takes the connection over is lost to that program.
 */
final class CommandReader {

  private static final int READ_AHEAD = 128;

  /** The real programs have no limit; a fake one must not be filled up by its tests. */
  private static final int LONGEST_LINE = 1 << 20;

  private final Connection connection;
  private final Duration idleLimit;
  private final byte[] buffer = new byte[READ_AHEAD];
  private int next;
  private int filled;

  CommandReader(Connection connection, Duration idleLimit) {
    this.connection = connection;
    this.idleLimit = idleLimit;
  }

  /**
   * The next complete line, taken apart. LF ends it, one CR before that is dropped.
   *
   * @throws EOFException at the peer's FIN, also within a line, and behind a line that is too long
   * @throws IOException if the connection broke or was idle for too long
   */
  Command next() throws IOException {
    var line = new ByteArrayOutputStream();
    for (byte octet = octet(); octet != '\n'; octet = octet()) {
      if (line.size() == LONGEST_LINE) {
        throw new EOFException("command line too long");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Command.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  private byte octet() throws IOException {
    if (next == filled) {
      filled = Math.max(0, connection.read(buffer, idleLimit));
      next = 0;
      if (filled == 0) {
        throw new EOFException("finished by the peer");
      }
    }
    return buffer[next++];
  }
}
