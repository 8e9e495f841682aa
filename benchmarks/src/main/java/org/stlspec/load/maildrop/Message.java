package org.stlspec.load.maildrop;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/** A message made up from its number and its size. */
final class Message {
  /** Header and empty line of the highest number fit. */
  static final int SMALLEST = 128;

  private static final int LINE = 76;
  private static final int EVERY_SO_MANY_BEGIN_WITH_A_DOT = 8;
  private static final byte[] TERMINATOR = {'.', '\r', '\n'};

  private final int size;
  private final byte[] body;

  private Message(int size, byte[] body) {
    this.size = size;
    this.body = body;
  }

  static Message of(int number, int size) {
    var out = new ByteArrayOutputStream(size + size / 256);
    byte[] header =
        ("From: load@stlspec.test\r\nSubject: message " + number + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(header);
    var random = new SplittableRandom(number);
    int left = size - header.length;
    for (int line = 1; left > 0; line++) {
      int length = left < LINE + 5 ? left : LINE; // never leaves less than a line end
      line(out, length, line % EVERY_SO_MANY_BEGIN_WITH_A_DOT == 0, random);
      left -= length;
    }
    out.writeBytes(TERMINATOR);
    return new Message(size, out.toByteArray());
  }

  /** RFC 1939 section 3: a dot at the beginning of a line is doubled, and not counted. */
  private static void line(
      ByteArrayOutputStream out, int length, boolean dot, SplittableRandom random) {
    if (dot) out.write('.');
    for (int i = 0; i < length - 2; i++) {
      out.write(dot && i == 0 ? '.' : random.nextInt('A', 'z' + 1));
    }
    out.write('\r');
    out.write('\n');
  }

  /** In octets, before dots are doubled. */
  int size() {
    return size;
  }

  /** As on the wire, with the terminator. */
  byte[] body() {
    return body;
  }

  Digest digest() {
    var crc = new CRC32C();
    crc.update(body);
    return new Digest(body.length, (int) crc.getValue());
  }
}
