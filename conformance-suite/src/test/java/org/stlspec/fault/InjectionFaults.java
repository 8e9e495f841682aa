package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/** Clear text that finds its way into TLS. */
final class InjectionFaults {
  private static final int HANDSHAKE_RECORD = 22;

  private InjectionFaults() {}

  @Breaks({
    "injection.same-segment.capa",
    "injection.same-segment.user",
    "injection.same-segment.user-pass",
    "injection.same-segment.noop",
    "injection.same-segment.login",
    "injection.same-segment.at-the-backend",
    "injection.same-segment.partial-line",
    "injection.bare-lf",
    "injection.stls-line-end.lf",
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
    "injection.after-ok.user",
    "injection.after-ok.user-pass",
    "injection.after-ok.noop",
    "injection.after-ok.partial-line",
    "injection.next-segment",
    "injection.next-segment.user",
    "injection.next-segment.user-pass",
    "injection.next-segment.noop",
    "injection.next-segment.partial-line",
    "injection.octetwise",
    "injection.octetwise.user",
    "injection.octetwise.user-pass",
    "injection.octetwise.noop",
    "injection.octetwise.partial-line",
    "injection.in-front-of-client-hello",
    "injection.in-front-of-client-hello.user",
    "injection.in-front-of-client-hello.user-pass",
    "injection.in-front-of-client-hello.noop",
    "injection.in-front-of-client-hello.partial-line"
  })
  static class KeepsClearOctetsUpToTheClientHello extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      client().putBack(behind);
      var kept = new StringBuilder();
      for (int next = client().peek(); next != HANDSHAKE_RECORD; next = client().peek()) {
        if (next < 0) throw new EOFException("the client has left");
        String clear = Line.of(client().takeAhead()).whole();
        int hello = clear.indexOf(HANDSHAKE_RECORD);
        int end = hello < 0 ? clear.length() : hello;
        kept.append(clear, 0, end);
        client().putBack(new Line(clear.substring(end)).octets());
      }
      super.secure(client().takeAhead());
      client().putBack(new Line(kept.toString()).octets());
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

  @Breaks({
    "injection.same-segment.at-the-backend",
    "injection.same-segment.capa",
    "injection.same-segment.noop",
    "injection.same-segment.user-pass"
  })
  static class HandsWhatStandsBehindStlsToTheBackend extends Session {
    @Override
    void upgrade(byte[] behind) throws IOException {
      backend().write(behind);
      super.upgrade(new byte[0]);
    }
  }

  @Breaks({"injection.stls-line-end.cr", "injection.stls-line-end.nul"})
  static class EndsLinesAtAnyControl extends KeepsReadAheadAcrossHandshake {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      String[] parts = line.text().split("[\r\0]", 2);
      if (parts.length == 1) {
        return line;
      }
      client().putBack(new Line(parts[1] + "\r\n").octets());
      return new Line(parts[0] + "\r\n");
    }
  }

  @Breaks({"injection.line-ends", "injection.line-ends.inside-tls"})
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
      value = {
        "injection.reply-in-flight",
        "injection.reply-in-flight.split",
        "injection.reply-in-flight.user",
        "state.stls-during-capa-reply"
      },
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

  @Breaks({"injection.late-greeting", "injection.late-greeting.split"})
  static class AnswersStlsBeforeTheGreeting extends Session {
    @Override
    void greet() throws IOException {
      dial();
      while (backend().quiet() && client().quiet()) {
        LockSupport.parkNanos(1_000_000);
      }
      if (client().quiet()) {
        client().write(backendGreeting().octets());
      } else {
        stls(clientLine());
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

  @Breaks(
      value = {"injection.pipelined-before-stls", "pipelining.capa-and-stls"},
      patienceMillis = Breaks.STALLS)
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

  @Breaks({"injection.no-reflection", "injection.no-reflection.argument"})
  static class RepeatsTheCommandInItsErrors extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.text().contains("<")) {
        say("-ERR unknown command " + line.text() + "\r\n");
      } else {
        super.command(line);
      }
    }
  }

  @Breaks({
    "injection.backend-stls.reply",
    "injection.backend-stls.partial-reply",
    "injection.backend-stls.refused"
  })
  static class UpgradesTheBackendLegCarelessly extends Session {
    @Override
    Line backendGreeting() throws IOException {
      Line greeting = super.backendGreeting();
      backend().write(new Line("STLS\r\n").octets());
      backendLine();
      return greeting;
    }

    @Override
    void forget() {}
  }
}
