package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Other right ways to meet clients before login. */
final class SoundFronts {
  private SoundFronts() {}

  /** Like the mail proxies of web servers: it meets the backend only at login. */
  @Sound(warns = "limit.bad-commands-in-a-row")
  static class DialsOnlyAtLogin extends Session {
    private Optional<Line> user = Optional.empty();

    @Override
    void greet() throws IOException {
      say("+OK at your service\r\n");
    }

    @Override
    void relayed(Line line) throws IOException {
      switch (line.keyword()) {
        case "CAPA" -> sayList(edited(Listing.OWN));
        case "NOOP" -> say("+OK \r\n");
        case "USER" -> user(line);
        case "PASS" -> pass(line);
        case "QUIT" -> quit();
        default -> say("-ERR unknown command\r\n");
      }
    }

    private void user(Line line) throws IOException {
      user = Optional.of(line);
      say("+OK \r\n");
    }

    private void pass(Line line) throws IOException {
      if (user.isEmpty()) {
        say("-ERR USER first\r\n");
        return;
      }
      dial();
      backendLine();
      backend().write(user.get().octets());
      backendLine();
      backend().write(line.octets());
      forget();
      login(backendLine());
    }

    @Override
    void quit() throws IOException {
      say("+OK bye\r\n");
      throw new EOFException("QUIT");
    }

    @Override
    void forget() {
      user = Optional.empty();
    }
  }

  @Sound
  static class GreetsByItself extends Session {
    @Override
    Line backendGreeting() throws IOException {
      return super.backendGreeting().positive()
          ? new Line("+OK proxy ready\r\n")
          : new Line("-ERR no service\r\n");
    }
  }

  @Sound
  static class RequiresTls extends Session {
    private static final Set<String> IN_CLEAR = Set.of("CAPA", "QUIT", "STLS");

    @Override
    void command(Line line) throws IOException {
      if (insideTls() || IN_CLEAR.contains(line.keyword())) {
        super.command(line);
      } else {
        say("-ERR STLS first\r\n");
      }
    }

    @Override
    Listing edited(Listing list) {
      return super.edited(insideTls() ? list : list.without("USER").without("SASL"));
    }
  }

  @Sound
  static class ClosesBehindThreeErrorsInARow extends Session {
    private int errors;

    @Override
    Line reply(Line line) throws IOException {
      errors = line.positive() ? 0 : errors + 1;
      if (errors > 3) {
        throw new EOFException("too many errors");
      }
      return line;
    }
  }

  /** As qmail-popup does. */
  @Sound
  static class ClosesBehindAFailedLogin extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer);
      if (!answer.positive()) {
        throw new EOFException("wrong password");
      }
    }
  }

  /** Leaves it to the backend what they mean: it sees the same lines. */
  @Sound
  static class RelaysNulAndBareCr extends Session {
    @Override
    void command(Line line) throws IOException {
      if (line.ambiguous()) {
        relayed(line);
      } else {
        super.command(line);
      }
    }
  }

  @Sound
  static class ListsStlsFirst extends Session {
    @Override
    Listing edited(Listing list) {
      Listing last = super.edited(list);
      return last.has("STLS") ? first(last.without("STLS")) : last;
    }

    private static Listing first(Listing list) {
      List<String> lines = new ArrayList<>(list.lines());
      lines.add(0, "STLS");
      return new Listing(list.status(), lines);
    }
  }
}
