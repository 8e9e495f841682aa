package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** Wrong answers to what may come before STLS. */
final class OrderFaults {
  private OrderFaults() {}

  @Breaks("order.failed-login-before-stls")
  static class TakesAnyAnswerToPassForALogin extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      relay();
    }
  }

  @Breaks("order.capa-twice-before-stls")
  static class AllowsOneCapaOnly extends Session {
    private boolean asked;

    @Override
    void relayed(Line line) throws IOException {
      boolean again = asked && line.keyword().equals("CAPA");
      asked |= line.keyword().equals("CAPA");
      if (again) {
        throw new EOFException("CAPA again");
      }
      super.relayed(line);
    }
  }

  @Breaks({
    "order.noop-before-stls",
    "order.unknown-command-before-stls",
    "order.empty-line-before-stls",
    "order.user-before-stls",
    "order.quit-before-stls",
    "plaintext.login"
  })
  static class KnowsOnlyCapaAndStlsInClear extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (!insideTls() && !line.keyword().equals("CAPA")) {
        throw new EOFException("the client does not expect TLS");
      }
      super.relayed(line);
    }
  }

  @Breaks("order.failed-login-before-stls")
  static class RefusesStlsBehindAFailedLogin extends Session {
    private boolean failed;

    @Override
    void login(Line answer) throws IOException {
      failed |= !answer.positive();
      super.login(answer);
    }

    @Override
    void stls(Line line) throws IOException {
      if (failed) {
        say("-ERR not now\r\n");
      } else {
        super.stls(line);
      }
    }
  }

  @Breaks({"order.unknown-command-before-stls", "order.empty-line-before-stls"})
  static class SaysOkToEverything extends Session {
    @Override
    Line reply(Line line) {
      return new Line("+OK \r\n");
    }
  }

  @Breaks(value = "order.quit-before-stls", patienceMillis = Breaks.STALLS)
  static class StaysBehindQuit extends Session {
    @Override
    void quit() throws IOException {
      client().write(backendLine().octets());
    }
  }
}
