package org.stlspec.load.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.stlspec.load.maildrop.Digest;

/**
 * Reads one reply at a time. As a client that awaits it has sent nothing else, a reply ends where
 * the octets that have arrived end; so a body is not searched, only its last octets are looked at.
 */
final class ReplyReader {

  /** How far the reply is. */
  enum State {
    MORE,
    POSITIVE,
    NEGATIVE,
    MALFORMED
  }

  /** RFC 1939 section 3 allows 512. */
  private static final int LONGEST_STATUS = 1024;

  private static final long LAST_FIVE = 0xFF_FFFF_FFFFL;
  private static final long CRLF = 0x0D0AL;
  private static final long TERMINATOR = 0x0D_0A2E_0D0AL;

  private final byte[] status = new byte[LONGEST_STATUS];
  private final CRC32C crc = new CRC32C();
  private boolean list;
  private boolean inBody;
  private int length;
  private long octets;
  private long last;

  /** What comes is another reply, multi-line if positive or not. */
  void await(boolean multiLine) {
    list = multiLine;
    inBody = false;
    length = 0;
    octets = 0;
    last = CRLF;
    crc.reset();
  }

  State read(ByteBuf in) {
    if (inBody) return body(in);
    while (in.isReadable()) {
      if (length == LONGEST_STATUS) return State.MALFORMED;
      byte octet = in.readByte();
      status[length++] = octet;
      if (octet == '\n') return statusRead(in);
    }
    return State.MORE;
  }

  private State statusRead(ByteBuf in) {
    boolean positive = begins('+', 'O', 'K');
    if (!positive && !begins('-', 'E', 'R', 'R')) return State.MALFORMED;
    inBody = positive && list;
    if (inBody) return body(in);
    if (in.isReadable()) return State.MALFORMED;
    return positive ? State.POSITIVE : State.NEGATIVE;
  }

  private boolean begins(char... indicator) {
    for (int i = 0; i < indicator.length; i++) {
      if (i >= length || status[i] != indicator[i]) return false;
    }
    return true;
  }

  private State body(ByteBuf in) {
    int more = in.readableBytes();
    if (more == 0) return State.MORE;
    for (int i = Math.max(0, more - 5); i < more; i++) {
      last = (last << 8 | (in.getByte(in.readerIndex() + i) & 0xFF)) & LAST_FIVE;
    }
    octets += more;
    for (var part : in.nioBuffers()) crc.update(part);
    in.skipBytes(more);
    return last == TERMINATOR ? State.POSITIVE : State.MORE;
  }

  /** Octets of the status line, with its end. */
  int statusOctets() {
    return length;
  }

  /** Octets of the body that have arrived. */
  long octets() {
    return octets;
  }

  Digest digest() {
    return new Digest(octets, (int) crc.getValue());
  }

  /** The status line, as far as it has arrived, without what is not printable. */
  String status() {
    String text = new String(status, 0, length, StandardCharsets.ISO_8859_1).strip();
    return text.replaceAll("[^ -~]", "?");
  }
}
