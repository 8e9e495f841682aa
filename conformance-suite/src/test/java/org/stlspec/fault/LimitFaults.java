package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** Lines that are longer than a buffer. */
final class LimitFaults {
  private static final int BUFFER = 128;

  private LimitFaults() {}

  @Breaks({
    "limit.command-of-255-octets",
    "limit.command-of-256-octets",
    "limit.tail-of-a-long-line",
    "limit.stls-at-the-end-of-a-long-line"
  })
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

  @Breaks(
      value = {"limit.command-of-255-octets", "sasl.line-of-255-octets"},
      patienceMillis = Breaks.STALLS)
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

  @Breaks(
      value = {"limit.line-of-1-megabyte", "limit.endless-line"},
      patienceMillis = Breaks.STALLS)
  static class FallsSilentAtALongLine extends Session {
    @Override
    Line clientLine() throws IOException {
      try {
        return super.clientLine();
      } catch (EOFException left) {
        throw left;
      } catch (IOException tooLong) {
        Silence.keep();
        throw tooLong;
      }
    }
  }

  @Breaks("limit.bad-commands-in-a-row")
  static class TakesAnyNumberOfBadCommands extends Session {
    @Override
    int refusalsAllowed() {
      return Integer.MAX_VALUE;
    }
  }

  @Breaks("injection.http-request")
  static class TakesHttpForPop3 extends Session {
    @Override
    boolean isHttp(Line line) {
      return false;
    }
  }
}
