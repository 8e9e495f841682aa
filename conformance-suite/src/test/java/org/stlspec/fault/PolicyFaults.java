package org.stlspec.fault;

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
}
