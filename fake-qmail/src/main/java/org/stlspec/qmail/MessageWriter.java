package org.stlspec.qmail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Writes a message as the body of a multi-line response: LF becomes CRLF, a leading dot is doubled,
 * and, as qmail-pop3d does it, one empty line stands before the termination octet. Nothing longer
 * than a buffer is ever in memory.
 */
final class MessageWriter {

  private static final int BUFFER = 8192;

  private final Replies replies;

  MessageWriter(Replies replies) {
    this.replies = replies;
  }

  /** The message and the end of the response. */
  void whole(InputStream message) throws IOException {
    // No message has so many lines, so the count never runs out.
    write(new BufferedInputStream(message, BUFFER), Long.MAX_VALUE);
  }

  /**
   * The header, the empty line behind it and some lines of the body, and the end of the response.
   *
   * @param lines of the body, unsigned; the highest value is the whole message, since the real
   *     program's counter turns over there
   */
  void top(InputStream message, long lines) throws IOException {
    write(new BufferedInputStream(message, BUFFER), lines < 0 ? Long.MAX_VALUE : lines);
  }

  private void write(InputStream message, long lines) throws IOException {
    boolean inHeader = true;
    long left = lines;
    for (int first = message.read(); first >= 0; first = message.read()) {
      if (!inHeader && left-- == 0) {
        break;
      }
      inHeader &= first != '\n';
      line(first, message);
    }
    replies.text("\r\n.\r\n");
    replies.flush();
  }

  /** A last line without LF gets its CRLF nevertheless. */
  private void line(int first, InputStream message) throws IOException {
    if (first == '.') {
      replies.octet('.');
    }
    for (int octet = first; octet >= 0 && octet != '\n'; octet = message.read()) {
      replies.octet(octet);
    }
    replies.text("\r\n");
  }
}
