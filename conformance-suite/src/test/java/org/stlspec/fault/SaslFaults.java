package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** AUTH gone wrong. */
final class SaslFaults {
  private SaslFaults() {}

  @Breaks("sasl.plain")
  static class AnnouncesAuthAndKnowsNone extends Session {
    @Override
    void auth(Line line) throws IOException {
      backendLine();
      say("-ERR no AUTH\r\n");
    }
  }

  @Breaks({"sasl.empty-challenge", "sasl.empty-response"})
  static class StripsTheBlankOfAChallenge extends Session {
    @Override
    void exchange() throws IOException {
      Line answer = backendLine();
      while (answer.keyword().equals("+")) {
        say(answer.text().strip() + "\r\n");
        backend().write(clientLine().octets());
        answer = backendLine();
      }
      login(answer);
    }
  }

  @Breaks(value = "state.stls-behind-the-last-response", patienceMillis = Breaks.STALLS)
  static class TakesAllThatCameWithTheResponseForData extends Session {
    @Override
    void exchange() throws IOException {
      Line answer = backendLine();
      while (answer.keyword().equals("+")) {
        client().write(answer.octets());
        backend().write(clientLine().octets());
        backend().write(client().takeAhead());
        answer = backendLine();
      }
      login(answer);
    }
  }

  @Breaks(value = "sasl.empty-response", patienceMillis = Breaks.STALLS)
  static class SkipsEmptyLines extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      return line.text().isEmpty() ? clientLine() : line;
    }
  }

  @Breaks("sasl.invalid-base64")
  static class MendsBase64 extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.text().startsWith("AUTH PLAIN ")) {
        String mended = line.text().substring(11).replaceAll("[^A-Za-z0-9+/]", "");
        backend().write(new Line("AUTH PLAIN " + mended + "\r\n").octets());
        exchange();
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks("sasl.long-lines")
  static class LimitsSaslDataTo8192Octets extends Session {
    @Override
    Line clientLine() throws IOException {
      Line line = super.clientLine();
      if (line.whole().length() > 8192) {
        say("-ERR line too long\r\n");
        throw new EOFException("line too long");
      }
      return line;
    }
  }

  @Breaks("sasl.challenge-forms")
  static class KnowsChallengesByTheirBlank extends Session {
    @Override
    void exchange() throws IOException {
      Line answer = backendLine();
      while (answer.text().startsWith("+ ")) {
        client().write(answer.octets());
        backend().write(clientLine().octets());
        answer = backendLine();
      }
      login(answer);
    }
  }

  @Breaks("sasl.second-auth")
  static class AnswersAuthBehindTheLogin extends Session {
    @Override
    void fromClient(byte[] octets) throws IOException {
      if (Line.of(octets).keyword().equals("AUTH")) {
        say("+OK again\r\n");
      } else {
        super.fromClient(octets);
      }
    }
  }

  @Breaks("sasl.initial-response-refused")
  static class ChallengesInSpiteOfAnInitialResponse extends Session {
    @Override
    void auth(Line line) throws IOException {
      if (line.argument().startsWith("CRAM-MD5")) {
        backendLine();
        say("+ PDE+\r\n");
      } else {
        super.auth(line);
      }
    }
  }

  @Breaks("sasl.failed-auth")
  static class StaysInTheExchangeBehindAFailure extends Session {
    @Override
    void exchange() throws IOException {
      super.exchange();
      if (!loggedIn()) {
        clientLine();
        say("-ERR AUTH goes on\r\n");
      }
    }
  }
}
