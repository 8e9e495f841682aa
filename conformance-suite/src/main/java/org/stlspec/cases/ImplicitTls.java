package org.stlspec.cases;

import org.stlspec.suite.CaseRun;
import org.stlspec.verdict.NotApplicable;
import org.stlspec.wire.Client;

/** The port that speaks TLS from the first octet (RFC 8314). */
final class ImplicitTls {
  private ImplicitTls() {}

  /**
   * A client of that port.
   *
   * @throws NotApplicable if none is known
   */
  static Client client(CaseRun run) {
    return run.client(
        run.stage()
            .target()
            .tlsAddress()
            .orElseThrow(() -> new NotApplicable("no implicit-TLS port of the target is known")));
  }
}
