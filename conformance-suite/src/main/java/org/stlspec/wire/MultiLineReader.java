package org.stlspec.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects a multi-line response up to its termination octet (RFC 1939 section 3). */
final class MultiLineReader {
  private static final Octets TERMINATION = Octets.of(".\r\n");

  private MultiLineReader() {}

  /**
   * Reads lines until the termination octet, the end of the connection, the deadline or more octets
   * than a sound response has.
   *
   * @param status the positive first line
   * @param next reads one more line
   * @param deadline for the whole response, however many lines come
   */
  static MultiLine read(Reply status, Supplier<Reply> next, Deadline deadline) {
    var octets = new ByteArrayOutputStream();
    octets.writeBytes(status.octets().bytes());
    List<String> lines = new ArrayList<>();
    while (true) {
      Reply line = next.get();
      octets.writeBytes(line.octets().bytes());
      if (line.end().isPresent()) {
        return made(status, lines, octets, false, " and then " + line.end().get().seen());
      }
      if (line.octets().equals(TERMINATION)) {
        return made(status, lines, octets, true, "");
      }
      if (deadline.over() || octets.size() >= Wire.FLOOD) {
        return made(status, lines, octets, false, " and no end of it");
      }
      lines.add(line.text().startsWith(".") ? line.text().substring(1) : line.text());
    }
  }

  private static MultiLine made(
      Reply status,
      List<String> lines,
      ByteArrayOutputStream octets,
      boolean complete,
      String how) {
    Octets all = Octets.of(octets.toByteArray());
    String seen = "'" + all.brief(300) + "'" + how;
    return new MultiLine(status, List.copyOf(lines), all, complete, seen);
  }
}
