package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.ClientHello;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Records;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;
import org.stlspec.wire.TlsOptions.Engine;

/** A second handshake inside the first. */
class RenegotiationCases {
  /** More than anybody could need, fewer than any attack. */
  private static final int MANY = 5;

  private static final String FIX = "Refuse a second ClientHello: POP3 has no use for it.";

  @Case(id = "renegotiation.limited", verifies = "POP3-TLS-11", needs = STLS, fix = FIX)
  void aClientCannotRenegotiateAgainAndAgain(Client client, Judge judge) {
    Upgrade.with(TlsOptions.usual().versions(TlsOptions.TLS_1_2), client).ok();
    for (int done = 0; done < MANY; done++) {
      Handshake again = client.renegotiate();
      if (!again.established()) {
        judge.observed(done + " times allowed, then " + again.seen());
        return;
      }
    }
    throw new Finding("renegotiation refused or limited", MANY + " in a row allowed");
  }

  @Case(id = "renegotiation.version-1-3", verifies = "POP3-TLS-11", needs = STLS, fix = FIX)
  void aSecondClientHelloInTls13EndsTheConnection(Client client, Judge judge) {
    var options = TlsOptions.usual().engine(Engine.BC).versions(TlsOptions.TLS_1_3);
    if (!Upgrade.with(options, client).established()) {
      judge.skip("no TLS 1.3");
    }
    client.sendRecord(Records.HANDSHAKE, ClientHello.tls13().message().latin1());
    Reply rest = client.rest();
    judge.observed(rest.seen());
    if (!rest.left()) {
      throw new Finding("the alert unexpected_message and the end", rest.seen());
    }
  }
}
