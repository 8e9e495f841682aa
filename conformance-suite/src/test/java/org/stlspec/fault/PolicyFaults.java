package org.stlspec.fault;

import java.io.EOFException;
import java.io.IOException;

/** TLS required, but not of everybody. */
final class PolicyFaults {
  private PolicyFaults() {}

  @Breaks("policy.tls-required.user")
  static class RequiresTlsForThePasswordOnly extends Session {
    @Override
    boolean isLogin(Line line) {
      return !line.keyword().equals("USER") && super.isLogin(line);
    }
  }

  @Breaks("policy.tls-required.apop")
  static class ForgetsApop extends Session {
    @Override
    boolean isLogin(Line line) {
      return !line.keyword().equals("APOP") && super.isLogin(line);
    }
  }

  @Breaks("policy.tls-required.auth")
  static class ForgetsAuth extends Session {
    @Override
    boolean isLogin(Line line) {
      return !line.keyword().equals("AUTH") && super.isLogin(line);
    }
  }

  @Breaks({"policy.tls-required.user", "policy.tls-required.apop", "policy.tls-required.auth"})
  static class TellsTheBackendOfLoginsItRefuses extends Session {
    @Override
    void refuseLogin(Line line) throws IOException {
      backend().write(line.octets());
      backendLine();
      super.refuseLogin(line);
    }
  }

  @Breaks("policy.tls-required.capa")
  static class AnnouncesLoginsThatItRefuses extends Session {
    @Override
    Listing edited(Listing list) {
      return insideTls() ? super.edited(list) : list.without("STLS").with("STLS");
    }
  }

  @Breaks("policy.tls-required.login-inside-tls")
  static class RefusesLoginsInsideTlsToo extends Session {
    @Override
    void command(Line line) throws IOException {
      if (proxy().settings().tlsRequired() && isLogin(line)) {
        refuseLogin(line);
      } else {
        super.command(line);
      }
    }
  }

  @Breaks("policy.tls-required.same-refusal")
  static class LooksAtThePasswordFirst extends Session {
    @Override
    void refuseLogin(Line line) throws IOException {
      boolean right = line.argument().equals("alice") || line.argument().equals("wonderland");
      say(right ? "-ERR STLS first\r\n" : "-ERR no such account\r\n");
    }
  }

  @Breaks("policy.tls-required.layer-gone")
  static class GoesOnInClearBehindACloseNotify extends Session {
    @Override
    Line clientLine() throws IOException {
      try {
        return super.clientLine();
      } catch (EOFException end) {
        client().bare();
        return super.clientLine();
      }
    }
  }

  @Breaks("policy.implicit-tls")
  static class HasAPortForImplicitTlsThatDoesNotWork extends Session {
    @Override
    void secure(byte[] behind) throws IOException {
      if (implicitTls()) {
        throw new EOFException("no certificate");
      }
      super.secure(behind);
    }
  }
}
