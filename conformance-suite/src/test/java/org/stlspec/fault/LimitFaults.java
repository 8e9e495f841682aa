package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** Lines that are longer than a buffer. */
final class LimitFaults {
  private static final int BUFFER = 128;

  private LimitFaults() {}

  @Breaks({"limit.command-of-255-octets", "limit.tail-of-a-long-line"})
  static class RunsTheTailOfALongLine extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      if (line.whole().length() <= BUFFER) {
        return line;
      }
      client().putBack(new Line(line.whole().substring(BUFFER)).octets());
      return new Line(line.whole().substring(0, BUFFER) + "\r\n");
    }
  }

  @Breaks("limit.command-of-255-octets")
  static class AcceptsNoMoreThan128Octets extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.whole().length() > BUFFER) {
        say("-ERR line too long\r\n");
        throw new EOFException("line too long");
      }
      super.command(line);
    }
  }
}
