package org.stlspec.qmail.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How far a script has read in the log of its session. Reading waits for octets. */
final class Inbox {

  private final OctetLog log;
  private int nextPiece;
  private byte[] piece = {};
  private int position;

  Inbox(OctetLog log) {
    this.log = log;
  }

  /** The next line without LF or CRLF; empty if the octets end before one is complete. */
  Optional<String> line() throws InterruptedException {
    var line = new ByteArrayOutputStream();
    while (filled(Deadline.never())) {
      int end = endOfLine();
      line.write(piece, position, end - position);
      boolean complete = end < piece.length;
      position = complete ? end + 1 : end;
      if (complete) {
        return Optional.of(withoutReturn(line.toString(StandardCharsets.ISO_8859_1)));
      }
    }
    return Optional.empty();
  }

  private int endOfLine() {
    int end = position;
    while (end < piece.length && piece[end] != '\n') {
      end++;
    }
    return end;
  }

  static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** What is left of the current piece, or the next one. */
  Optional<byte[]> some() throws InterruptedException {
    if (!filled(Deadline.never())) {
      return Optional.empty();
    }
    // A whole piece is passed on as it is: an echo of many MiB needs no second copy.
    byte[] rest = position == 0 ? piece : Arrays.copyOfRange(piece, position, piece.length);
    position = piece.length;
    return Optional.of(rest);
  }

  /** Copies at least one octet, and more only if they are there; 0 at the end or the deadline. */
  int read(byte[] into, Deadline deadline) throws InterruptedException {
    int count = 0;
    while (count < into.length && filled(count == 0 ? deadline : Deadline.now())) {
      int step = Math.min(into.length - count, piece.length - position);
      System.arraycopy(piece, position, into, count, step);
      position += step;
      count += step;
    }
    return count;
  }

  private boolean filled(Deadline deadline) throws InterruptedException {
    if (position < piece.length) {
      return true;
    }
    Optional<byte[]> next = log.piece(nextPiece, deadline);
    if (next.isPresent()) {
      piece = next.get();
      position = 0;
      nextPiece++;
    }
    return next.isPresent();
  }
}
