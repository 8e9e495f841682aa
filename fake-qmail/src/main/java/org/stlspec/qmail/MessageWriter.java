package org.stlspec.qmail;

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
  private boolean atLineStart = true;
  private boolean inHeader = true;

  /** Lines of the body still to be written. */
  private long left;

  private MessageWriter(Replies replies, long lines) {
    this.replies = replies;
    this.left = lines;
  }

  /** For the message and the end of the response. */
  static MessageWriter whole(Replies replies) {
    // No message has so many lines, so the count never runs out.
    return new MessageWriter(replies, Long.MAX_VALUE);
  }

  /**
   * For the header, the empty line behind it, some lines of the body, and the end of the response.
   *
   * @param lines of the body, unsigned; the highest value is the whole message, since the real
   *     program's counter turns over there
   */
  static MessageWriter top(Replies replies, long lines) {
    return new MessageWriter(replies, lines);
  }

  /** Writes it, once. */
  void write(InputStream message) throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean goesOn = true;
    for (int count = message.read(buffer); goesOn && count >= 0; count = message.read(buffer)) {
      goesOn = write(buffer, count);
    }
    if (!atLineStart) {
      replies.text("\r\n");
    }
    replies.text("\r\n.\r\n");
    replies.flush();
  }

  /** Whether more of the message is wanted. */
  private boolean write(byte[] octets, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (atLineStart && !lineBegins(octets[i])) {
        return false;
      }
      atLineStart = octets[i] == '\n';
      if (atLineStart) {
        replies.octet('\r');
      }
      replies.octet(octets[i]);
    }
    return true;
  }

  /** Whether the line that begins with this octet is wanted. */
  private boolean lineBegins(byte first) throws IOException {
    if (!inHeader && left-- == 0) {
      return false;
    }
    if (first == '\n') {
      inHeader = false;
    } else if (first == '.') {
      replies.octet('.');
    }
    return true;
  }
}
