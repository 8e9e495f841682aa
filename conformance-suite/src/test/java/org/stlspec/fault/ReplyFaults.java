package org.stlspec.fault;

import java.io.IOException;

/** Replies of a wrong form, or that tell too much. */
final class ReplyFaults {
  private ReplyFaults() {}

  @Breaks("reply.status-indicator")
  static class WritesErrorsInLowerCase extends Session {
    @Override
    Line reply(Line line) {
      return new Line(line.whole().replaceFirst("^-ERR", "-err"));
    }
  }

  @Breaks("reply.first-line-of-512-octets")
  static class RepeatsLongCommandsInItsErrors extends Session {
    @Override
    Line reply(Line line) {
      return line.positive() ? line : new Line("-ERR " + "what? ".repeat(100) + "\r\n");
    }
  }

  @Breaks("reply.response-codes")
  static class BracketsItsErrors extends Session {
    @Override
    Line reply(Line line) {
      return line.positive() ? line : new Line("-ERR [what was that\r\n");
    }
  }

  @Breaks({"reply.auth-response-code", "reply.maildrop-in-use", "reply.refusals-pass-unchanged"})
  static class HidesWhyALoginFailed extends Session {
    @Override
    void login(Line answer) throws IOException {
      super.login(answer.positive() ? answer : new Line("-ERR login failed\r\n"));
    }
  }

  @Breaks("reply.user-tells-nothing")
  static class TellsWhoIsUnknown extends Session {
    @Override
    void relayed(Line line) throws IOException {
      if (line.keyword().equals("USER") && line.argument().startsWith("nobody")) {
        say("-ERR no such user\r\n");
      } else {
        super.relayed(line);
      }
    }
  }
}
