package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** Wrong greetings. */
final class GreetingFaults {
  private GreetingFaults() {}

  @Breaks({"greeting.untouched", "greeting.untouched.octetwise", "greeting.untouched.longest"})
  static class MarksTheGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return new Line(super.backendGreeting().text() + " + proxy\r\n");
    }
  }

  @Breaks({"greeting.untouched", "greeting.untouched.octetwise"})
  static class KnowsAsciiOnly extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return new Line(super.backendGreeting().whole().replaceAll("[\u0080-\u00ff]", "?"));
    }
  }

  @Breaks("greeting.untouched.octetwise")
  static class TakesOneSegmentForTheGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      var segment = Line.of(backend().some().orElseThrow(EOFException::new));
      return new Line(segment.text() + "\r\n");
    }
  }

  @Breaks("greeting.untouched.longest")
  static class CutsLongGreetings extends Session {
    @Override
    Line backendGreeting() throws IOException {
      String text = super.backendGreeting().text();
      return new Line(text.substring(0, Math.min(text.length(), 254)) + "\r\n");
    }
  }

  @Breaks("greeting.one-line")
  static class GreetsTwice extends Session {
    @Override
    void greet() throws IOException {
      super.greet();
      say("+OK the proxy greets you too\r\n");
    }
  }

  @Breaks("greeting.one-line")
  static class EndsTheGreetingInBareLf extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return new Line(super.backendGreeting().text() + "\n");
    }
  }

  @Breaks("greeting.none-inside-tls")
  static class GreetsAgainInsideTls extends Session {
    @Override
    void forget() throws IOException {
      backend().close();
      dial();
      client().write(backendLine().octets());
    }
  }

  @Breaks("greeting.negative")
  static class RewordsANegativeGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      Line greeting = super.backendGreeting();
      return greeting.positive() ? greeting : new Line("-ERR try again later\r\n");
    }
  }

  @Breaks(value = "greeting.negative", patienceMillis = Breaks.STALLS)
  static class GoesOnBehindANegativeGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      Line greeting = super.backendGreeting();
      if (!greeting.positive()) {
        client().write(greeting.octets());
        clientLine();
      }
      return greeting;
    }
  }

  /** Talking early is what spammers do, but no offence in POP3. */
  @Breaks("greeting.command-before-it")
  static class RefusesEarlyTalkers extends Session {
    @Override
    void greet() throws IOException {
      if (!implicitTls() && talksEarly()) {
        say("-ERR you talk too early\r\n");
        throw new EOFException("too early");
      }
      super.greet();
    }

    private boolean talksEarly() throws IOException {
      client().socket().setSoTimeout(200);
      try {
        return client().readAhead();
      } catch (SocketTimeoutException waits) {
        return false;
      } finally {
        client().socket().setSoTimeout(0);
      }
    }
  }

  @Breaks("greeting.backend-dies")
  static class CompletesHalfAGreeting extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return backend().line().orElseGet(() -> new Line("+OK ready\r\n"));
    }
  }

  @Breaks("greeting.backend-down")
  static class GreetsThoughTheBackendIsDown extends Session {
    @Override
    void backendDown() throws IOException {
      say("+OK ready\r\n");
    }
  }

  @Breaks(value = "greeting.backend-down", patienceMillis = Breaks.STALLS)
  static class KeepsSilentWhileTheBackendIsDown extends Session {
    @Override
    void backendDown() throws IOException {
      clientLine();
    }
  }
}
