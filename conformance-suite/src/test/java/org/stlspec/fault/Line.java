package org.stlspec.fault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A line.
 *
 * @param whole as it came, one character an octet, line end included
 */
record Line(String whole) {
  static Line of(byte[] octets) {
    return new Line(new String(octets, StandardCharsets.ISO_8859_1));
  }

  byte[] octets() {
    return whole.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without the line end. */
  String text() {
    int end = whole.length();
    if (whole.endsWith("\n")) end -= whole.endsWith("\r\n") ? 2 : 1;
    return whole.substring(0, end);
  }

  /** The first word, in upper case. */
  String keyword() {
    String text = text();
    int blank = text.indexOf(' ');
    return (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
  }

  /** What follows the first word, blanks around it taken away. */
  String argument() {
    String[] words = text().split(" ", 2);
    return words.length == 1 ? "" : words[1].strip();
  }

  boolean positive() {
    return keyword().equals("+OK");
  }

  /** Others might see another number of lines in it. */
  boolean ambiguous() {
    return text().indexOf('\0') >= 0 || text().indexOf('\r') >= 0;
  }
}
