package org.stlspec.fault;

import java.io.IOException;
import javax.net.ssl.SSLException;

/** Clear text that finds its way into TLS. */
final class InjectionFaults {
  private static final int HANDSHAKE_RECORD = 22;

  private InjectionFaults() {}

  @Breaks({
    "injection.same-segment.capa",
    "injection.same-segment.noop",
    "injection.same-segment.login",
    "injection.same-segment.at-the-backend",
    "injection.same-segment.partial-line",
    "injection.bare-lf",
    "stls.twice-in-one-segment"
  })
  static class KeepsReadAheadAcrossHandshake extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      super.upgrade(new byte[0]);
      client().putBack(behind);
    }
  }

  @Breaks({
    "injection.after-ok",
    "injection.next-segment",
    "injection.octetwise",
    "injection.in-front-of-client-hello"
  })
  static class QueuesClearLinesUntilTheClientHello extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      client().putBack(behind);
      var queued = new StringBuilder();
      while (client().peek() != HANDSHAKE_RECORD) {
        queued.append(clientLine().whole());
      }
      super.secure(client().takeAhead());
      client().putBack(new Line(queued.toString()).octets());
    }
  }

  @Breaks({"injection.after-ok", "injection.next-segment", "injection.same-segment.capa"})
  static class AnswersClearLinesUntilTheClientHello extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      client().putBack(behind);
      while (client().peek() != HANDSHAKE_RECORD) {
        command(clientLine());
      }
      super.secure(client().takeAhead());
    }
  }

  @Breaks("injection.same-segment.at-the-backend")
  static class HandsWhatStandsBehindStlsToTheBackend extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      backend().write(behind);
      super.upgrade(new byte[0]);
    }
  }

  @Breaks("injection.line-ends")
  static class SplitsLinesAtCrlfOnly extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      while (!line.whole().endsWith("\r\n")) {
        line = new Line(line.whole() + super.clientLine().whole());
      }
      return line;
    }
  }

  @Breaks("injection.line-ends")
  static class TurnsNulIntoNewlineBeforeLogin extends Session {
    @Override
    void command(Line line) throws IOException {
      super.command(new Line(line.whole().replace('\0', '\n')));
    }
  }

  @Breaks("injection.line-ends")
  static class TurnsBareCrIntoCrlf extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.text().contains("\r")) {
        relayed(new Line(line.text().replace("\r", "\r\n") + "\r\n"));
      } else {
        super.command(line);
      }
    }
  }

  @Breaks(
      value = {"injection.reply-in-flight", "state.stls-during-capa-reply"},
      patienceMillis = Breaks.STALLS)
  static class AnswersStlsBeforeTheReplyInFlight extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (client().ahead().startsWith("STLS\r\n")) {
        backend().write(line.octets());
        stls(clientLine());
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks("injection.pipelined-before-stls")
  static class AnswersStlsAheadOfOthers extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      if (!client().ahead().endsWith("STLS\r\n")) {
        return line;
      }
      client().takeAhead();
      client().putBack(line.octets());
      return new Line("STLS\r\n");
    }
  }

  @Breaks(value = "injection.pipelined-before-stls", patienceMillis = Breaks.STALLS)
  static class LosesWhatIsPipelined extends Session {
    @Override
    void command(Line line) throws IOException {
      client().takeAhead();
      super.command(line);
    }
  }

  @Breaks("injection.clear-text-inside-tls")
  static class ResumesClearTextBehindABadRecord extends Session {
    @Override
    Line clientLine() throws IOException {
      try {
        return super.clientLine();
      } catch (SSLException bad) {
        client().bare();
        return super.clientLine();
      }
    }
  }

  @Breaks("injection.no-reflection")
  static class RepeatsTheCommandInItsErrors extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.text().startsWith("<")) {
        say("-ERR unknown command " + line.text() + "\r\n");
      } else {
        super.command(line);
      }
    }
  }
}
