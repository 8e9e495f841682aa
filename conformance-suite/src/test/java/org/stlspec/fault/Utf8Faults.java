package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Octets taken for characters, and lists taken for lines. */
final class Utf8Faults {
  private Utf8Faults() {}

  @Breaks(value = "utf8.names-pass-verbatim", patienceMillis = Breaks.STALLS)
  static class DecodesCommandsAsUtf8 extends Session {
    @Override
    void command(Line line) throws IOException {
      String decoded = new String(line.octets(), StandardCharsets.UTF_8);
      super.command(Line.of(decoded.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Breaks("utf8.argument")
  static class SwitchesToUtf8ByItself extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.keyword().equals("UTF8")) {
        say("+OK UTF-8\r\n");
      } else {
        super.command(line);
      }
    }
  }

  @Breaks("utf8.before-stls")
  static class LosesASessionInUtf8AtStls extends Session {
    private boolean utf8;

    @Override
    void relayed(Line line) throws IOException {
      utf8 |= line.keyword().equals("UTF8");
      super.relayed(line);
    }

    @Override
    void forget() throws IOException {
      if (utf8) {
        throw new EOFException("cannot say UTF8 again");
      }
      super.forget();
    }
  }

  @Breaks({"utf8.lang-list", "state.auth-without-mechanism"})
  static class TakesListsForLines extends Session {
    @Override
    void listOrLine(Line command) throws IOException {
      client().write(backendLine().octets());
    }
  }

  @Breaks(value = "utf8.lang-argument", patienceMillis = Breaks.STALLS)
  static class TakesLinesForLists extends Session {
    @Override
    void listOrLine(Line command) throws IOException {
      super.listOrLine(new Line(command.keyword() + "\r\n"));
    }
  }
}
