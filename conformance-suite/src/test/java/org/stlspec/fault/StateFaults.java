package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Wrong knowledge of the session. */
final class StateFaults {
  private StateFaults() {}

  @Breaks(
      warns = "utf8.lang-before-stls",
      value = {
        "state.user-before-stls",
        "state.user-before-stls.at-the-backend",
        "injection.unasked-reply",
        "injection.unasked-reply.partial",
        "injection.unasked-reply.behind-the-greeting",
        "injection.unasked-reply.two-in-one-segment",
        "injection.unasked-reply.during-handshake"
      })
  static class KeepsTheBackendAcrossStls extends Session {
    @Override
    void forget() {}
  }

  @Breaks({"state.user-before-stls", "state.user-before-stls.at-the-backend"})
  static class RepeatsUserOnTheFreshConnection extends Session {
    private Optional<Line> user = Optional.empty();

    @Override
    void relayed(Line line) throws IOException {
      user = line.keyword().equals("USER") ? Optional.of(line) : user;
      super.relayed(line);
    }

    @Override
    void forget() throws IOException {
      super.forget();
      if (user.isPresent()) {
        backend().write(user.get().octets());
        backendLine();
      }
    }
  }

  @Breaks("state.user-before-stls.at-the-backend")
  static class TakesOkToUserForALogin extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("USER")) {
        backend().write(line.octets());
        login(backendLine());
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks("state.replaced-connection-ends-late")
  static class EndsWithTheReplacedConnection extends Session {
    @Override
    void forget() throws IOException {
      Leg old = backend();
      dial();
      backendLine();
      var unused = proxy().run(() -> endWith(old));
    }

    private void endWith(Leg old) {
      try (old) {
        old.line();
      } catch (IOException reset) {
        // an end like any other
      } finally {
        client().close();
      }
    }
  }

  @Breaks({
    "state.sasl-data-reads-stls",
    "state.sasl-data-reads-quit",
    "state.sasl-data-reads-capa"
  })
  static class ReadsCommandsInsideASaslExchange extends Session {
    @Override
    void exchange() throws IOException {
      client().write(backendLine().octets());
    }
  }

  @Breaks({"state.sasl-cancel", "state.sasl-data-reads-stls"})
  static class NeverLeavesASaslExchange extends Session {
    @Override
    void exchange() throws IOException {
      Line answer = backendLine();
      boolean begun = answer.keyword().equals("+");
      while (begun && !answer.positive()) {
        client().write(answer.octets());
        backend().write(clientLine().octets());
        answer = backendLine();
      }
      login(answer);
    }
  }

  @Breaks("state.sasl-cancel")
  static class CancelsASaslExchangeByItself extends Session {
    @Override
    void exchange() throws IOException {
      client().write(backendLine().octets());
      Line response = clientLine();
      if (response.text().equals("*")) {
        say("-ERR cancelled\r\n");
      } else {
        backend().write(response.octets());
        login(backendLine());
      }
    }
  }

  @Breaks("state.password-reads-stls")
  static class SeesStlsAnywhereInALine extends Session {
    @Override
    boolean isStls(Line line) {
      return line.text().contains("STLS");
    }
  }

  @Breaks("state.second-session")
  static class RemembersTlsAcrossSessions extends Session {
    @Override
    Listing edited(Listing list) {
      return proxy().memory().containsKey("tls") ? list.without("STLS") : super.edited(list);
    }

    @Override
    void forget() throws IOException {
      proxy().memory().put("tls", "on");
      super.forget();
    }
  }

  @Breaks("state.interleaved-sessions")
  static class KeepsTheNameInAGlobalVariable extends Session {
    @Override
    void relayed(Line line) throws IOException {
      switch (line.keyword()) {
        case "USER" -> {
          proxy().memory().put("name", line.whole());
          say("+OK \r\n");
        }
        case "PASS" -> pass(line);
        default -> super.relayed(line);
      }
    }

    private void pass(Line line) throws IOException {
      backend().write(new Line(proxy().memory().getOrDefault("name", "USER\r\n")).octets());
      backendLine();
      super.relayed(line);
    }
  }

  @Breaks({"stls.after-login.apop", "stls.after-login.auth"})
  static class KnowsOnlyPassAsALogin extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("APOP") || line.keyword().equals("AUTH")) {
        backend().write(line.octets());
        client().write(backendLine().octets());
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks("state.transaction-commands-before-login")
  static class TakesRetrForALogin extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("RETR")) {
        backend().write(line.octets());
        relay();
      } else {
        super.relayed(line);
      }
    }
  }

  @Breaks(value = "state.pipelined-login", patienceMillis = Breaks.STALLS)
  static class LosesWhatStandsBehindPass extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      client().takeAhead();
    }
  }

  @Breaks("state.pass-without-user")
  static class RemembersTheNameOfAnEarlierSession extends Session {
    private boolean named;

    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("USER")) {
        named = true;
        proxy().memory().put("name", line.whole());
      }
      if (line.keyword().equals("PASS") && !named) {
        backend().write(new Line(proxy().memory().getOrDefault("name", "USER\r\n")).octets());
        backendLine();
      }
      super.relayed(line);
    }
  }

  @Breaks("state.stls-behind-a-refused-auth")
  static class TakesWhatStandsBehindAuthForData extends Session {
    @Override
    void exchange() throws IOException {
      boolean behind = !client().ahead().isEmpty();
      if (behind) {
        backend().write(clientLine().octets());
      }
      super.exchange();
      if (behind) {
        client().write(backendLine().octets());
      }
    }
  }

  @Breaks("state.failed-logins-across-stls")
  static class ForgetsFailedLoginsAtStls extends Session {
    private int failed;

    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      if (!answer.positive() && ++failed == 3) {
        throw new EOFException("too many failed logins");
      }
    }

    @Override
    void forget() throws IOException {
      failed = 0;
      super.forget();
    }
  }
}
