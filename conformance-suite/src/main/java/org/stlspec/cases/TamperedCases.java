package org.stlspec.cases;

import static org.stlspec.suite.Need.STLS;

import java.util.function.UnaryOperator;
import org.stlspec.suite.Case;
import org.stlspec.verdict.Finding;
import org.stlspec.verdict.Judge;
import org.stlspec.wire.Client;
import org.stlspec.wire.Handshake;
import org.stlspec.wire.Octets;
import org.stlspec.wire.Records;
import org.stlspec.wire.Reply;
import org.stlspec.wire.TlsOptions;

/** Handshakes that somebody has tampered with, all TLS 1.2, whose second flight shows its parts. */
class TamperedCases {
  private static final Octets SWITCH = Records.record(Records.CHANGE_CIPHER_SPEC, Octets.of("\1"));
  private static final Octets DATA =
      Records.record(Records.APPLICATION_DATA, Octets.of("CAPA\r\n"));
  private static final String FIX = "Let the TLS library end the connection with a fatal alert.";

  @Case(id = "tampered.finished", verifies = "POP3-BADTLS-05", needs = STLS, fix = FIX)
  void aSpoiledFinishedEndsTheConnection(Client client, Judge judge) {
    tampered(client, judge, Records::spoiled);
  }

  @Case(id = "tampered.early-switch", verifies = "POP3-BADTLS-05", needs = STLS, fix = FIX)
  void aChangeCipherSpecBeforeTheKeysEndsTheConnection(Client client, Judge judge) {
    tampered(client, judge, SWITCH::plus);
  }

  @Case(id = "tampered.second-switch", verifies = "POP3-BADTLS-05", needs = STLS, fix = FIX)
  void aRepeatedChangeCipherSpecEndsTheConnection(Client client, Judge judge) {
    tampered(client, judge, flight -> behindTheSwitch(flight, SWITCH));
  }

  @Case(id = "tampered.early-data", verifies = "POP3-BADTLS-05", needs = STLS, fix = FIX)
  void dataInClearBeforeTheFinishedEndsTheConnection(Client client, Judge judge) {
    tampered(client, judge, DATA::plus);
  }

  private static Octets behindTheSwitch(Octets flight, Octets more) {
    Octets all = Octets.NONE;
    for (Octets record : Records.of(flight)) {
      all = all.plus(record);
      if (Records.is(Records.CHANGE_CIPHER_SPEC, record)) {
        all = all.plus(more);
      }
    }
    return all;
  }

  private static void tampered(Client client, Judge judge, UnaryOperator<Octets> second) {
    var options = Upgrade.BC.versions(TlsOptions.TLS_1_2).flights(onlyTheSecond(second));
    Handshake handshake = Upgrade.with(options, client);
    judge.observed(handshake.mustFail("a fatal alert").seen());
    Reply rest = client.rest();
    if (!rest.left() || !rest.octets().isEmpty()) {
      throw new Finding("the end of the connection", rest.seen());
    }
  }

  /** The first flight is the ClientHello, the second what proves who has the keys. */
  private static UnaryOperator<Octets> onlyTheSecond(UnaryOperator<Octets> change) {
    return flight ->
        flight.isEmpty() || Records.isClientHello(flight) ? flight : change.apply(flight);
  }
}
