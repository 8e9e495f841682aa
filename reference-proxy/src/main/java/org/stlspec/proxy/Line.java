package org.stlspec.proxy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A line of the time before login, exactly as it was received, its end (LF or CRLF) included.
 * Whoever has it owns the buffer and passes it on or drops it.
 */
record Line(ByteBuf octets) {

  /** Without its end. */
  int contentLength() {
    int length = octets.readableBytes() - 1;
    return length > 0 && at(length - 1) == '\r' ? length - 1 : length;
  }

  /** Whether proxy and backend could differ on where this line ends. */
  boolean ambiguous() {
    for (int i = 0; i < contentLength(); i++) {
      if (at(i) == 0 || at(i) == '\r') return true;
    }
    return false;
  }

  /** Where the first token begins; leading blanks are skipped, as lenient backends do. */
  int tokenStart() {
    int start = 0;
    while (start < contentLength() && blank(start)) start++;
    return start;
  }

  int tokenEnd() {
    int end = tokenStart();
    while (end < contentLength() && !blank(end)) end++;
    return end;
  }

  /** The first token in upper case. */
  String token() {
    int start = tokenStart();
    int length = tokenEnd() - start;
    return octets
        .toString(octets.readerIndex() + start, length, StandardCharsets.ISO_8859_1)
        .toUpperCase(Locale.ROOT);
  }

  /** Whether anything but blanks stands behind the first token. */
  boolean hasArgument() {
    for (int i = tokenEnd(); i < contentLength(); i++) {
      if (!blank(i)) return true;
    }
    return false;
  }

  /** A positive status indicator; its case is not worth a hanging session. */
  boolean positive() {
    return statusIs("+OK");
  }

  boolean negative() {
    return statusIs("-ERR");
  }

  private boolean statusIs(String indicator) {
    return tokenStart() == 0 && token().equals(indicator);
  }

  /** A SASL challenge: {@code +} and a blank, or a lone {@code +} as some servers send it. */
  boolean challenge() {
    return contentLength() > 0 && at(0) == '+' && tokenEnd() == 1;
  }

  /** The end of a multi-line reply. */
  boolean terminator() {
    return contentLength() == 1 && at(0) == '.';
  }

  void drop() {
    octets.release();
  }

  private boolean blank(int index) {
    return at(index) == ' ' || at(index) == '\t';
  }

  private byte at(int index) {
    return octets.getByte(octets.readerIndex() + index);
  }
}
