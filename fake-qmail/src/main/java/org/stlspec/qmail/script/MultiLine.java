package org.stlspec.qmail.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Bodies of multi-line responses (RFC 1939 section 3). */
final class MultiLine {

  private static final byte[] CRLF = {'\r', '\n'};

  private MultiLine() {}

  /** LF line ends become CRLF. */
  static byte[] withCrLf(byte[] message) {
    var out = new ByteArrayOutputStream(message.length + message.length / 32);
    for (byte octet : message) {
      if (octet == '\n') {
        out.write('\r');
      }
      out.write(octet);
    }
    return out.toByteArray();
  }

  /** A status line, a body and an end in one piece. */
  static byte[] response(String status, byte[] body, String end) {
    var out = new ByteArrayOutputStream(status.length() + body.length + end.length());
    out.writeBytes(status.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    out.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  /** A response of short lines, which need no byte-stuffing. */
  static byte[] list(String status, Collection<String> lines) {
    var out = new StringBuilder(status);
    lines.forEach(line -> out.append(line).append("\r\n"));
    return out.append(".\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A message as a body: leading dots doubled, and CRLF at its end even if it has none. */
  static byte[] body(byte[] message) {
    return body(message, Long.MAX_VALUE);
  }

  /** The header, the empty line behind it, and some lines of the message's own body. */
  static byte[] body(byte[] message, long lines) {
    var out = new ByteArrayOutputStream(message.length + 64);
    boolean inHeader = true;
    long left = lines;
    for (int start = 0; start < message.length; start = endOfLine(message, start)) {
      if (!inHeader && left-- == 0) {
        return out.toByteArray();
      }
      int end = endOfLine(message, start);
      inHeader &= !empty(message, start);
      line(message, start, end, out);
    }
    return out.toByteArray();
  }

  private static void line(byte[] message, int start, int end, ByteArrayOutputStream out) {
    if (message[start] == '.') {
      out.write('.');
    }
    out.write(message, start, end - start);
    if (message[end - 1] != '\n') {
      out.writeBytes(CRLF);
    }
  }

  private static boolean empty(byte[] message, int start) {
    boolean crLf =
        message[start] == '\r' && start + 1 < message.length && message[start + 1] == '\n';
    return crLf || message[start] == '\n';
  }

  /** Behind the LF, or the end of the message. */
  private static int endOfLine(byte[] message, int start) {
    int end = start;
    while (end < message.length && message[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, message.length);
  }
}
