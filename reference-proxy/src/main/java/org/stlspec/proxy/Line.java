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
    return startOfToken(0);
  }

  int tokenEnd() {
    return endOfToken(tokenStart());
  }

  /** The first token in upper case. */
  String token() {
    return token(tokenStart());
  }

  /** The token behind the first in upper case; empty if there is none. */
  String argumentToken() {
    return token(startOfToken(tokenEnd()));
  }

  private String token(int start) {
    return octets
        .toString(
            octets.readerIndex() + start, endOfToken(start) - start, StandardCharsets.ISO_8859_1)
        .toUpperCase(Locale.ROOT);
  }

  private int startOfToken(int from) {
    int start = from;
    while (start < contentLength() && blank(start)) start++;
    return start;
  }

  private int endOfToken(int from) {
    int end = from;
    while (end < contentLength() && !blank(end)) end++;
    return end;
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
